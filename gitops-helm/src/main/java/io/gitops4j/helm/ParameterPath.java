package io.gitops4j.helm;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a parameter goes: the part of {@code --set} before the equals sign.
 *
 * @param steps map keys as text and list indexes as integers; starts with a key
 */
record ParameterPath(List<Object> steps) {
  /** As Helm has it: a short text must not make a huge list. */
  static final int HIGHEST_INDEX = 65_536;

  ParameterPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ParameterPath parse(String text) {
    return new Parsing(text).path();
  }

  /**
   * The path as the start of a {@code --set} text.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String key(String text) {
    StringBuilder key = new StringBuilder();
    for (Object step : parse(text).steps()) {
      if (step instanceof Integer) {
        key.append('[').append(step).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(escaped((String) step));
      }
    }
    return key.append('=').toString();
  }

  private static String escaped(String step) {
    return step.replaceAll("[\\\\.\\[=,]", "\\\\$0");
  }

  private static final class Parsing {
    private final String text;
    private final List<Object> steps = new ArrayList<>();
    private final StringBuilder key = new StringBuilder();
    private int at;

    Parsing(String text) {
      this.text = text;
    }

    ParameterPath path() {
      while (at < text.length()) {
        char c = text.charAt(at++);
        switch (c) {
          case '\\' -> key.append(at < text.length() ? text.charAt(at++) : c);
          case '.' -> endKey();
          case '[' -> index();
          default -> key.append(c);
        }
      }
      endKey();
      return new ParameterPath(steps);
    }

    private void endKey() {
      boolean afterIndex = at > 0 && at <= text.length() && endsWithIndex();
      if (key.length() > 0) {
        steps.add(key.toString());
        key.setLength(0);
      } else if (!afterIndex) {
        throw refused("a key is empty");
      }
    }

    private boolean endsWithIndex() {
      return !steps.isEmpty() && steps.get(steps.size() - 1) instanceof Integer;
    }

    private void index() {
      if (key.length() > 0) {
        endKey();
      }
      int end = text.indexOf(']', at);
      if (steps.isEmpty() || end < 0 || !text.substring(at, end).matches("\\d{1,5}")) {
        throw refused("'[' must follow a key and hold a number");
      }
      int index = Integer.parseInt(text.substring(at, end));
      if (index > HIGHEST_INDEX) {
        throw refused("the highest index is " + HIGHEST_INDEX);
      }
      steps.add(index);
      at = end + 1;
    }

    private IllegalArgumentException refused(String why) {
      return new IllegalArgumentException(
          "a parameter is named like 'frontend.image.tag' or 'hosts[0].name', was '%s': %s"
              .formatted(text, why));
    }
  }
}
