package io.gitops4j.helm.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Templates with what Helm printed for them, in a file of resources. */
final class TemplateCases {
  private static final String START = "=====";
  private static final String OUTPUT = "-----";
  private static final String ERROR = "----- error";

  private TemplateCases() {}

  /** A template, and what it prints or fails with. */
  record Case(String template, String expected, boolean fails) {
    @Override
    public String toString() {
      return template.replace("\n", "⏎");
    }
  }

  static List<Path> files() throws IOException {
    try (var files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".cases")).sorted().toList();
    }
  }

  static Path folder() {
    return Path.of("src/test/resources/templates");
  }

  static List<Case> read(Path file) throws IOException {
    List<Case> cases = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readString(file).split("\n", -1)) {
      if (line.equals(START)) {
        add(cases, lines);
        lines.clear();
      } else {
        lines.add(line);
      }
    }
    add(cases, lines.subList(0, Math.max(0, lines.size() - 1)));
    return cases;
  }

  private static void add(List<Case> cases, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    int at = 0;
    while (at < lines.size() && !lines.get(at).equals(OUTPUT) && !lines.get(at).equals(ERROR)) {
      at++;
    }
    String template = String.join("\n", lines.subList(0, at));
    String expected =
        at == lines.size() ? "" : String.join("\n", lines.subList(at + 1, lines.size()));
    cases.add(new Case(template, expected, at < lines.size() && lines.get(at).equals(ERROR)));
  }

  static void write(Path file, List<Case> cases) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Case each : cases) {
      text.append(START).append('\n').append(each.template()).append('\n');
      text.append(each.fails() ? ERROR : OUTPUT).append('\n');
      text.append(each.expected()).append('\n');
    }
    Files.writeString(file, text.toString());
  }
}
