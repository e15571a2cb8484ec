package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.helm.HelmEngine.Chart;
import io.gitops4j.helm.HelmEngine.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatRenderedStillEndsWhenItIsAskedTo() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                RendersAndWaits.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("rendered");

      process.destroy();

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** What the process does. */
  static final class RendersAndWaits {
    private RendersAndWaits() {}

    public static void main(String[] arguments) throws Exception {
      new NativeHelm().render(chartIn("src/test/resources/charts/values/chart"));
      System.out.println("rendered");
      System.in.read();
    }
  }
}
