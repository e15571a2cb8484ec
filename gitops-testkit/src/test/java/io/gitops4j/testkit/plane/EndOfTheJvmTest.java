package io.gitops4j.testkit.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The programs of a control plane do not outlive the JVM that started them, however it ends. */
@NeedsControlPlane
class EndOfTheJvmTest {

  @Test
  void endsThemWhenTheJvmExits() throws Exception {
    Process jvm = startJvm();
    Path folder = folderOf(jvm);
    List<ProcessHandle> programs = LeftBehind.programsIn(folder);

    jvm.getOutputStream().close();

    assertThat(jvm.waitFor()).isZero();
    assertThat(programs).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.exists(folder)).isFalse();
  }

  @Test
  void endsThemWhenTheJvmIsKilled() throws Exception {
    Process jvm = startJvm();
    Path folder = folderOf(jvm);
    List<ProcessHandle> programs = LeftBehind.programsIn(folder);
    List<ProcessHandle> all = jvm.descendants().toList();

    jvm.destroyForcibly().waitFor();

    assertThat(programs).hasSize(2);
    assertThat(all).containsAll(programs);
    for (ProcessHandle process : all) {
      awaitEnd(process);
    }
    assertThat(Files.exists(folder)).isFalse();
  }

  private static void awaitEnd(ProcessHandle process) throws Exception {
    try {
      process.onExit().get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(process.info() + " goes on without its JVM", e);
    }
  }

  private static Process startJvm() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PlaneInAnotherJvm.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path folderOf(Process jvm) throws IOException {
    BufferedReader output = jvm.inputReader();
    String line = output.readLine();
    assertThat(line).isNotNull();
    return Path.of(line);
  }
}
