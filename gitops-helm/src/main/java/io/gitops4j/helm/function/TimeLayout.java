package io.gitops4j.helm.function;

import java.util.ArrayList;
import java.util.List;

/** A layout of Go's package {@code time}, as text and elements like {@code 2006}. */
final class TimeLayout {
  /** In the order in which they are tried at each place. */
  private static final List<String> ELEMENTS =
      List.of(
          "January",
          "Jan",
          "Monday",
          "Mon",
          "MST",
          "002",
          "01",
          "02",
          "03",
          "04",
          "05",
          "06",
          "2006",
          "__2",
          "_2",
          "15",
          "1",
          "2",
          "3",
          "4",
          "5",
          "PM",
          "pm",
          "-070000",
          "-07:00:00",
          "-0700",
          "-07:00",
          "-07",
          "Z070000",
          "Z07:00:00",
          "Z0700",
          "Z07:00",
          "Z07");

  /**
   * A part of a layout.
   *
   * @param isElement whether it stands for a part of a time
   * @param text of it, as in the layout
   */
  record Part(boolean isElement, String text) {
    boolean isFraction() {
      return isElement && (text.charAt(0) == '.' || text.charAt(0) == ',');
    }
  }

  private TimeLayout() {}

  static List<Part> parts(String layout) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < layout.length()) {
      int length = elementAt(layout, at);
      if (length == 0) {
        at++;
        continue;
      }
      if (from < at) {
        parts.add(new Part(false, layout.substring(from, at)));
      }
      parts.add(new Part(true, layout.substring(at, at + length)));
      at += length;
      from = at;
    }
    if (from < layout.length()) {
      parts.add(new Part(false, layout.substring(from)));
    }
    return parts;
  }

  /** How long the element is that begins here; 0 if none does. */
  private static int elementAt(String layout, int at) {
    char c = layout.charAt(at);
    if (c == '.' || c == ',') {
      return fractionAt(layout, at);
    }
    // The year behind an underscore is one, and the underscore is text.
    if (layout.startsWith("_2006", at)) {
      return 0;
    }
    for (String element : ELEMENTS) {
      if (layout.startsWith(element, at) && !isPartOfWord(layout, at, element)) {
        return element.length();
      }
    }
    return 0;
  }

  private static boolean isPartOfWord(String layout, int at, String element) {
    int end = at + element.length();
    boolean abbreviation = element.equals("Jan") || element.equals("Mon");
    return abbreviation && end < layout.length() && Character.isLowerCase(layout.charAt(end));
  }

  private static int fractionAt(String layout, int at) {
    int end = at + 1;
    if (end == layout.length() || (layout.charAt(end) != '0' && layout.charAt(end) != '9')) {
      return 0;
    }
    char digit = layout.charAt(end);
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean followed = end < layout.length() && Character.isDigit(layout.charAt(end));
    return followed ? 0 : end - at;
  }
}
