package io.gitops4j.core.change;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value is in a file of values.
 *
 * @param steps keys of maps, and indexes of lists as {@code Integer}s
 */
record ValuePath(List<Object> steps) {
  private static final Pattern STEP =
      Pattern.compile("\\.?(?<key>(?:[^.\\[\\]\\\\]|\\\\.)+)|\\[(?<index>[0-9]{1,6})\\]");

  ValuePath {
    steps = List.copyOf(steps);
  }

  static ValuePath parse(String text) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (end < text.length() && step.find(end) && step.start() == end) {
      String key = step.group("key");
      steps.add(
          key == null
              ? (Object) Integer.valueOf(step.group("index"))
              : key.replaceAll("\\\\(.)", "$1"));
      end = step.end();
    }
    if (steps.isEmpty() || end < text.length() || text.startsWith(".")) {
      throw new IllegalArgumentException(
          "a path to a value is written like 'frontend.image.tag' or 'hosts[0].name', was '"
              + text
              + "'");
    }
    return new ValuePath(steps);
  }

  ValuePath parent(int length) {
    return new ValuePath(steps.subList(0, length));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append(text.length() == 0 ? "" : ".")
            .append(step.toString().replaceAll("([.\\[\\]\\\\])", "\\\\$1"));
      }
    }
    return text.toString();
  }
}
