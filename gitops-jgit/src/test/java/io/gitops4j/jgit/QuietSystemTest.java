package io.gitops4j.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** JGit leaves the machine alone. */
class QuietSystemTest {
  private static final List<String> FORBIDDEN = List.of("git", "sh", "bash", "ssh", "cygpath");

  @TempDir private Path temp;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void readsAndWritesNothingAtHomeAndRunsNoProgram() throws Exception {
    Path home = Files.createDirectory(temp.resolve("home"));
    Path programs = Files.createDirectory(temp.resolve("bin"));
    Path called = temp.resolve("called");
    for (String name : FORBIDDEN) {
      Path program =
          Files.writeString(
              programs.resolve(name), "#!/bin/sh\necho " + name + " >> " + called + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.createDirectories(temp.resolve("work"));

    String output = run(home, programs);

    assertThat(output).contains("DONE");
    assertThat(below(home)).isEmpty();
    assertThat(called).doesNotExist();
    assertThat(below(temp)).noneMatch(path -> path.toString().contains(".probe-"));
  }

  @Test
  void readsNoConfigurationOfTheUser() throws Exception {
    Path home = Files.createDirectory(temp.resolve("home"));
    // Would make every read of the configuration fail.
    Files.writeString(home.resolve(".gitconfig"), "[core\nthis is no configuration");
    Files.createDirectories(temp.resolve("work"));

    assertThat(run(home, Path.of("/nonexistent"))).contains("DONE");
  }

  private String run(Path home, Path programs) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                QuietProgram.class.getName(),
                temp.resolve("work").toString())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", programs.toString(), "HOME", home.toString()));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(each -> !each.equals(folder)).toList();
    }
  }
}
