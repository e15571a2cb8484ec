package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.helm.HelmEngine.Chart;
import io.gitops4j.helm.HelmEngine.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHelmTest {
  private final NativeHelm helm = new NativeHelm();

  private static Chart chartIn(String folder) {
    return new Chart(Path.of(folder), "shop", "shop", "", List.of(), Map.of());
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> helm.render(chartIn("no-such-folder")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no-such-folder");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNoLibraryOnDisk() throws IOException {
    assertThatThrownBy(() -> helm.render(chartIn("no-such-folder"))).isInstanceOf(Refused.class);

    List<String> loaded =
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .filter(line -> line.contains("gitops4j-helm-library"))
            .toList();

    assertThat(loaded).isNotEmpty().allMatch(line -> line.endsWith("(deleted)"));
  }
}
