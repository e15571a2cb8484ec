package io.gitops4j.helm.template;

/** A place in the text of a template: where the token at hand starts, and how far it was read. */
final class Cursor {
  private static final int DECIMAL = 11;
  private static final int HEXADECIMAL = 23;

  final String text;
  int start;
  int at;
  int line = 1;

  Cursor(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /** The character that comes next, 0 at the end. */
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean isAtSpace(int position) {
    return position < text.length() && isSpace(text.charAt(position));
  }

  boolean accept(String valid) {
    if (at < text.length() && valid.indexOf(text.charAt(at)) >= 0) {
      at++;
      return true;
    }
    return false;
  }

  void acceptRun(String valid) {
    while (accept(valid)) {}
  }

  void acceptSpace() {
    while (isAtSpace(at)) {
      at++;
    }
  }

  void acceptWord() {
    while (isAtAlphanumeric()) {
      at += Character.charCount(text.codePointAt(at));
    }
  }

  boolean isAtAlphanumeric() {
    return at < text.length() && isAlphanumeric(text.codePointAt(at));
  }

  /** Reads a number; false if it runs into a word. */
  boolean acceptNumber() {
    accept("+-");
    String digits = digits();
    acceptRun(digits);
    if (accept(".")) {
      acceptRun(digits);
    }
    boolean exponent =
        (digits.length() == DECIMAL && accept("eE"))
            || (digits.length() == HEXADECIMAL && accept("pP"));
    if (exponent) {
      accept("+-");
      acceptRun("0123456789_");
    }
    accept("i");
    if (isAtAlphanumeric()) {
      at += Character.charCount(text.codePointAt(at));
      return false;
    }
    return true;
  }

  private String digits() {
    if (accept("0")) {
      if (accept("xX")) {
        return "0123456789abcdefABCDEF_";
      } else if (accept("oO")) {
        return "01234567_";
      } else if (accept("bB")) {
        return "01_";
      }
    }
    return "0123456789_";
  }

  /** Leaves out what lies between. */
  void skipTo(int position) {
    at = position;
    take();
  }

  /** What was read since the last time. */
  String take() {
    String taken = text.substring(start, at);
    for (int i = 0; i < taken.length(); i++) {
      if (taken.charAt(i) == '\n') {
        line++;
      }
    }
    start = at;
    return taken;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphanumeric(int c) {
    return c == '_'
        || Character.isLetter(c)
        || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }
}
