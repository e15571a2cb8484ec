package io.gitops4j.testkit.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gitops4j.testkit.plane.ControlPlaneException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts in the place of the programs. */
class StartFailuresTest {
  @TempDir private Path assets = Path.of("");

  @Test
  void saysWhichVariableIsMissing() {
    ControlPlaneException e =
        catchThrowableOfType(ControlPlaneException.class, () -> ControlPlaneOptions.from(Map.of()));

    assertThat(e.reason()).isEqualTo(Reason.ASSETS_MISSING);
    assertThat(e).hasMessageContaining("KUBEBUILDER_ASSETS is not set");
  }

  @Test
  void saysWhichProgramIsMissingWhere() throws IOException {
    program("etcd", "sleep 60");

    ControlPlaneException e = failure(ControlPlaneOptions.withAssets(assets));

    assertThat(e.reason()).isEqualTo(Reason.ASSETS_MISSING);
    assertThat(e).hasMessageContaining("no program 'kube-apiserver' in '" + assets);
  }

  @Test
  void quotesTheLastWordsOfAProgramThatEnds() throws IOException {
    program("etcd", "echo first; echo 'no such disk' >&2; exit 7");
    program("kube-apiserver", "sleep 60");

    ControlPlaneException e = failure(ControlPlaneOptions.withAssets(assets));

    assertThat(e.reason()).isEqualTo(Reason.PROGRAM_ENDED);
    assertThat(e).hasMessageContainingAll("etcd ended with code 7", "first", "no such disk");
  }

  @Test
  void triesOtherPortsWhenOneIsTaken() throws IOException {
    program("etcd", "echo x >>\"$(dirname \"$0\")/tries\"; echo 'bind: address already in use'");
    program("kube-apiserver", "sleep 60");

    ControlPlaneException e = failure(ControlPlaneOptions.withAssets(assets));

    assertThat(e.reason()).isEqualTo(Reason.PROGRAM_ENDED);
    assertThat(Files.readAllLines(assets.resolve("tries"))).hasSizeGreaterThan(3);
  }

  @Test
  void saysWhatItWaitedFor() throws IOException {
    program("etcd", "echo thinking; exec sleep 60");
    program("kube-apiserver", "sleep 60");

    ControlPlaneException e =
        failure(ControlPlaneOptions.withAssets(assets).withStartLimit(Duration.ofMillis(300)));

    assertThat(e.reason()).isEqualTo(Reason.NOT_READY);
    assertThat(e.isTransient()).isTrue();
    assertThat(e).hasMessageContainingAll("etcd was not ready", "the member list", "thinking");
  }

  @Test
  void refusesAFlagThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ControlPlaneOptions.withAssets(assets).withServerFlag("v=3"))
        .withMessageContaining("'v=3'");
  }

  private static ControlPlaneException failure(ControlPlaneOptions options) {
    return catchThrowableOfType(
        ControlPlaneException.class, () -> KubernetesControlPlane.start(options).close());
  }

  private void program(String name, String script) throws IOException {
    File file = Files.writeString(assets.resolve(name), "#!/bin/sh\n" + script + "\n").toFile();
    assertThat(file.setExecutable(true)).isTrue();
  }
}
