package io.gitops4j.testkit.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What runs for a control plane, as its folder tells. */
final class LeftBehind {
  private LeftBehind() {}

  static List<ProcessHandle> programsIn(Path folder) {
    List<ProcessHandle> programs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(Guard.ID_SUFFIX)).toList()) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(programs::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return programs;
  }
}
