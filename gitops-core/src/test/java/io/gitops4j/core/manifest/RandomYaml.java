package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values and documents by chance, repeatable by the seed of the random numbers. */
final class RandomYaml {
  private static final List<String> PIECES =
      List.of(
          "a", "b", "word", " ", "  ", "\n", "\t", ": ", " #", "- ", "'", "\"", "\\", "{", "}", "[",
          "]", ",", "?", "!", "&", "*", "|", ">", "%", "@", "---", "...", "yes", "0644", "1", ".",
          "e3", "_", ":", "é", "😀", "\u0000", "\u0085", "\u2028", "\uFEFF", "\r", "\u007f", "<<",
          "=");
  private static final String NUMERIC = "0123456789+-._exob:";
  private static final List<String> PLAIN =
      List.of(
          "a",
          "b c",
          "yes",
          "No",
          "y",
          "0644",
          "0x1F",
          "1_000",
          "1e3",
          "1.0",
          "~",
          "null",
          "2001-12-14",
          "1:30",
          "'x'",
          "\"y\\n\"",
          "\"\"",
          "''",
          "a#b",
          "a:b",
          "10Mi",
          "-1",
          "--flag",
          "http://x/y",
          "!!str 1",
          "!!int '7'",
          "!!binary aGk=",
          "!t z",
          "x # c",
          "<<",
          "=",
          "1e400",
          "0o17",
          "0b11",
          "é");
  private static final List<String> KEYS =
      List.of(
          "a", "b", "c", "d", "e", "1", "2.5", "y", "\"q\"", "'s'", "0x10", "n", "3e3", "!!str 7",
          "1.5e9");

  private final Random random;

  RandomYaml(Random random) {
    this.random = random;
  }

  Value value(int levels) {
    int choice = random.nextInt(levels == 0 ? 5 : 8);
    if (choice >= 5) {
      return choice == 5 ? list(levels) : map(levels);
    }
    return switch (choice) {
      case 0 -> Scalar.of(random.nextLong() >> random.nextInt(64));
      case 1 -> Scalar.of(random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
      case 2 -> Scalar.of(random.nextBoolean());
      default -> Scalar.of(text());
    };
  }

  private Value list(int levels) {
    List<Value> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(levels - 1));
    }
    return new ListValue(items);
  }

  private Value map(int levels) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.put(text(), value(levels - 1));
    }
    return new MapValue(entries);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    boolean numeric = random.nextInt(3) == 0;
    for (int i = random.nextInt(7); i > 0; i--) {
      text.append(
          numeric
              ? String.valueOf(NUMERIC.charAt(random.nextInt(NUMERIC.length())))
              : pick(PIECES));
    }
    return text.toString();
  }

  /** Lines of YAML at an indentation, in any style. */
  String block(int levels, int indent) {
    String pad = " ".repeat(indent);
    StringBuilder lines = new StringBuilder();
    boolean list = random.nextInt(3) == 0;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      lines.append(pad).append(list ? "-" : pick(KEYS) + ":");
      if (levels > 0 && random.nextInt(2) == 0) {
        lines
            .append(random.nextInt(6) == 0 ? " # comment" : "")
            .append('\n')
            .append(block(levels - 1, indent + 2));
      } else {
        lines.append(' ').append(inner(indent)).append('\n');
      }
    }
    return lines.toString();
  }

  private String inner(int indent) {
    String pad = "\n" + " ".repeat(indent + 2);
    return switch (random.nextInt(8)) {
      case 0 ->
          "|"
              + pick(List.of("", "-", "+"))
              + pad
              + "x"
              + pad
              + "  y # z"
              + pick(List.of("", "\n", "\n\n"));
      case 1 ->
          ">"
              + pick(List.of("", "-", "+"))
              + pad
              + "x"
              + pad
              + "y"
              + pad
              + "  z\n"
              + pad
              + "w"
              + pick(List.of("", "\n"));
      case 2 -> "folded" + pad + "plain\n" + pad + "text";
      case 3 -> "\"folded " + pad + " text\\" + pad + "  joined\n" + pad + "end\"";
      case 4 -> flow(2);
      default -> numericOr(pick(PLAIN));
    };
  }

  private String numericOr(String other) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(NUMERIC.charAt(random.nextInt(NUMERIC.length() - 1)));
    }
    return text.isEmpty() || text.toString().startsWith("-") ? other : text.toString();
  }

  private String flow(int levels) {
    if (levels == 0) {
      return pick(PLAIN).replace(" # c", "");
    }
    String inner = flow(levels - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "[" + inner + ", " + flow(levels - 1) + "]";
      case 1 -> "{" + pick(KEYS) + ": " + inner + "}";
      case 2 -> "[" + inner + ", " + pick(KEYS) + " : " + flow(0) + ",]";
      default -> "{\"k\":" + " " + inner + " , l: " + flow(levels - 1) + "}";
    };
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
