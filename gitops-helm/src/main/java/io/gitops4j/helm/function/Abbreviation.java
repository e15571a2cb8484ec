package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.GoStrings;

/** Texts cut to a width, with three points in place of what was cut off. */
final class Abbreviation {
  private static final int POINTS = 3;
  private static final int LEAST = 4;
  private static final int LEAST_WITH_OFFSET = 7;

  private Abbreviation() {}

  static String of(String text, long width) {
    return width < LEAST ? text : cut(text, 0, width);
  }

  static String both(Call call) {
    long left = call.integer(0);
    long width = call.integer(1);
    boolean tooNarrow = width < LEAST || (left > 0 && width < LEAST_WITH_OFFSET);
    return tooNarrow ? call.string(2) : cut(call.string(2), left, width);
  }

  private static String cut(String text, long offset, long width) {
    int length = GoStrings.length(text);
    if (length <= width) {
      return text;
    }
    int kept = (int) width - POINTS;
    int from = (int) Math.min(Math.min(offset, length), length - kept);
    if (from <= LEAST) {
      return GoStrings.slice(text, 0, kept) + "...";
    }
    if (from + kept < length) {
      String rest = GoStrings.slice(text, from, length);
      return "..." + (kept < LEAST ? "" : cut(rest, 0, kept));
    }
    return "..." + GoStrings.slice(text, length - kept, length);
  }
}
