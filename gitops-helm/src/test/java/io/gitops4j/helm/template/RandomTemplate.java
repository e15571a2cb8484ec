package io.gitops4j.helm.template;

import java.util.List;
import java.util.Random;

/** Templates by chance: well-formed most of the time, well-typed now and then. */
final class RandomTemplate {
  private static final List<String> FIELDS =
      List.of(
          ".Values.name",
          ".Values.list",
          ".Values.map",
          ".Values.missing",
          ".Values.one",
          ".Values.map.c.d",
          ".Values.mixed",
          ".Values.null",
          ".",
          "$",
          "$.Values.name",
          ".x",
          ".Values.nested.list",
          ".Values.emptyMap",
          ".Values.truth",
          ".Values.unicode",
          "$x",
          "$y");
  private static final List<String> CONSTANTS =
      List.of(
          "1", "0", "-3", "1.5", "1e3", "\"s\"", "\"\"", "`raw`", "true", "false", "nil", "'a'",
          "0x1F");
  private static final List<String> FUNCTIONS =
      List.of(
          "print",
          "printf \"%v-%s-%d\"",
          "len",
          "index",
          "eq",
          "ne",
          "lt",
          "gt",
          "and",
          "or",
          "not",
          "list",
          "dict",
          "trunc",
          "html",
          "js",
          "urlquery",
          "println",
          "splitList",
          "include \"t\"",
          "call",
          "printf");

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private RandomTemplate(long seed) {
    this.random = new Random(seed);
  }

  static String of(long seed) {
    RandomTemplate template = new RandomTemplate(seed);
    template.text.append("{{ $x := 1 }}{{ $y := .Values.list }}");
    template.body(0);
    template.text.append("{{ define \"t\" }}[{{ . }}]{{ end }}");
    return template.text.toString();
  }

  /** Another template with something deleted, doubled or put elsewhere. */
  static String mutated(String template, Random random) {
    StringBuilder text = new StringBuilder(template);
    for (int i = random.nextInt(4); i >= 0 && text.length() > 1; i--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + 1 + random.nextInt(6));
      String piece = text.substring(from, to);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, piece);
        case 2 -> text.insert(random.nextInt(text.length()), piece);
        default ->
            text.insert(
                from,
                pick(
                    random,
                    List.of(
                        "{{", "}}", "-", "(", ")", "|", "\"", "$", ".", " ", "\n", "end", "é",
                        "\u0000", "'", "`", "/*", "*/")));
      }
    }
    return text.toString();
  }

  private void body(int depth) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    int kind = random.nextInt(depth > 3 ? 3 : 9);
    switch (kind) {
      case 0 -> text.append(pick(List.of("text ", "\n  ", "é: ", "- ")));
      case 1, 2 -> action();
      case 3 -> block("if", depth);
      case 4 -> block("with", depth);
      case 5 -> block(pick(List.of("range", "range $i, $e :=", "range $x =")), depth);
      case 6 ->
          text.append("{{ $x ").append(pick(List.of("= ", ":= "))).append(pipe(0)).append(" }}");
      case 7 -> text.append("{{ template \"t\" ").append(pipe(0)).append(" }}");
      default ->
          text.append(
              pick(List.of("{{- /* c */ -}}", "{{ break }}", "{{ continue }}", " {{- 1 -}} ")));
    }
  }

  private void block(String keyword, int depth) {
    text.append("{{ ").append(keyword).append(' ').append(pipe(0)).append(" }}");
    body(depth + 1);
    if (random.nextInt(3) == 0) {
      text.append("{{ else }}");
      body(depth + 1);
    }
    text.append("{{ end }}");
  }

  private void action() {
    text.append(random.nextInt(6) == 0 ? "{{- " : "{{ ").append(pipe(0));
    text.append(random.nextInt(6) == 0 ? " -}}" : " }}");
  }

  private String pipe(int depth) {
    StringBuilder pipe = new StringBuilder(command(depth));
    while (random.nextInt(4) == 0) {
      pipe.append(" | ").append(pick(FUNCTIONS));
    }
    return pipe.toString();
  }

  private String command(int depth) {
    if (random.nextInt(3) > 0 || depth > 2) {
      return word(depth);
    }
    StringBuilder command = new StringBuilder(pick(FUNCTIONS));
    for (int i = random.nextInt(3); i >= 0; i--) {
      command.append(' ').append(word(depth));
    }
    return command.toString();
  }

  private String word(int depth) {
    return switch (random.nextInt(depth > 2 ? 2 : 3)) {
      case 0 -> pick(FIELDS);
      case 1 -> pick(CONSTANTS);
      default -> "(" + pipe(depth + 1) + ")" + pick(List.of("", "", ".x"));
    };
  }

  private String pick(List<String> choices) {
    return pick(random, choices);
  }

  private static String pick(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
