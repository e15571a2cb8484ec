package io.gitops4j.jgit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code git} program of this machine, run with fixed persons and times. */
final class GitProgram {
  private final Path folder;

  private GitProgram(Path folder) {
    this.folder = folder;
  }

  static GitProgram in(Path folder) {
    return new GitProgram(folder);
  }

  static boolean isInstalled() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What it prints, without the last line break; fails the test if it fails. */
  String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "GIT_CONFIG_GLOBAL", "/dev/null",
                  "GIT_CONFIG_NOSYSTEM", "1",
                  "GIT_AUTHOR_NAME", "Ada",
                  "GIT_AUTHOR_EMAIL", "ada@example.org",
                  "GIT_AUTHOR_DATE", "1790000000 +0000",
                  "GIT_COMMITTER_NAME", "Ada",
                  "GIT_COMMITTER_EMAIL", "ada@example.org",
                  "GIT_COMMITTER_DATE", "1790000000 +0000"));
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + output);
      }
      return output.stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
