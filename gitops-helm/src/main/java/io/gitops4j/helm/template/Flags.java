package io.gitops4j.helm.template;

/** The flags, width and precision of one directive of {@code fmt}; -1 where none is given. */
final class Flags {
  boolean minus;
  boolean plus;
  boolean sharp;
  boolean space;
  boolean zero;

  /** {@code %+v}: fields with names. */
  boolean plusV;

  /** {@code %#v}: as Go would write it. */
  boolean sharpV;

  int width = -1;
  int precision = -1;

  /** With {@code %v}, plus and sharp mean other things. */
  void forValues() {
    sharpV = sharp;
    sharp = false;
    plusV = plus;
    plus = false;
  }

  /** Puts a text into the width, between zeros only if they may stand before it. */
  String pad(String text, boolean zeros) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    } else if (minus) {
      return text + " ".repeat(missing);
    }
    return (zeros && zero ? "0" : " ").repeat(missing) + text;
  }

  String pad(String text) {
    return pad(text, true);
  }

  /** At most as many characters as the precision says. */
  String truncate(String text) {
    if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, precision));
  }
}
