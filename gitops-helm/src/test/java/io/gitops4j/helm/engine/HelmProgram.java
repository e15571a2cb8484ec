package io.gitops4j.helm.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real program, which keeps what it said. */
final class HelmProgram {
  private final Path program;
  private final Path kept;

  HelmProgram(Path program, Path kept) {
    this.program = program;
    this.kept = kept;
  }

  /** What it printed or, if it failed, said. */
  record Answer(boolean succeeded, String text) {}

  /**
   * Renders a chart.
   *
   * @param run number of the run, to render the same again
   */
  Answer render(Path chart, List<Path> values, int run) throws IOException {
    String name = values.isEmpty() ? "default" : values.get(0).getFileName().toString();
    Path place = kept.resolve(chart.getFileName() + "--" + name + "--" + run);
    Path good = place.resolveSibling(place.getFileName() + ".out");
    Path bad = place.resolveSibling(place.getFileName() + ".err");
    if (!Files.exists(good) && !Files.exists(bad)) {
      Files.createDirectories(kept);
      ask(chart, values, good, bad);
    }
    boolean succeeded = Files.exists(good);
    byte[] text = Files.readAllBytes(succeeded ? good : bad);
    return new Answer(succeeded, new String(text, StandardCharsets.UTF_8));
  }

  private void ask(Path chart, List<Path> values, Path good, Path bad) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "template", "rel", chart.toString()));
    command.add("--include-crds");
    values.forEach(file -> command.addAll(List.of("-f", file.toString())));
    Path out = Files.createTempFile("helm", ".out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("HOME", kept.resolve("home").toString());
    builder.environment().put("TZ", "UTC");
    builder.redirectOutput(out.toFile()).redirectError(bad.toFile());
    try {
      if (builder.start().waitFor() == 0) {
        Files.delete(bad);
        Files.move(out, good);
      } else {
        Files.delete(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
