package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoStrings;

/** The characters of a JSON text, and the texts of Go about wrong ones. */
final class JsonInput {
  private static final int END = -1;

  private final String text;
  private int at;

  JsonInput(String text) {
    this.text = text;
  }

  int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  void next() {
    at++;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The number that begins here. */
  String number() {
    int start = at;
    if (peek() == '-') {
      next();
    }
    if (peek() == '0') {
      next();
    } else {
      digits("in numeric literal");
    }
    if (peek() == '.') {
      next();
      digits("after decimal point in numeric literal");
    }
    if (peek() == 'e' || peek() == 'E') {
      next();
      if (peek() == '+' || peek() == '-') {
        next();
      }
      digits("in exponent of numeric literal");
    }
    return text.substring(start, at);
  }

  private void digits(String where) {
    if (!isDigit(peek())) {
      throw unexpectedInside(where);
    }
    while (isDigit(peek())) {
      next();
    }
  }

  /** The text whose opening quote is here. */
  String string() {
    next();
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      int c = peek();
      if (c == END) {
        throw end();
      }
      if (c < ' ') {
        throw unexpected("in string literal");
      }
      next();
      if (c == '\\') {
        value.append(escaped());
      } else {
        value.append((char) c);
      }
    }
    next();
    return value.toString();
  }

  private String escaped() {
    int c = peek();
    int simple = "\"\\/bfnrt".indexOf(c);
    if (c != END && simple >= 0) {
      next();
      return String.valueOf("\"\\/\b\f\n\r\t".charAt(simple));
    }
    if (c != 'u') {
      throw unexpected("in string escape code");
    }
    next();
    char first = unit();
    if (!Character.isSurrogate(first)) {
      return String.valueOf(first);
    }
    int behind = at;
    if (Character.isHighSurrogate(first) && text.startsWith("\\u", at)) {
      at += 2;
      char second = unit();
      if (Character.isLowSurrogate(second)) {
        return new String(new char[] {first, second});
      }
      at = behind;
    }
    return "\uFFFD";
  }

  private char unit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = atEnd() ? -1 : Character.digit(text.charAt(at), 16);
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      value = value << 4 | digit;
      next();
    }
    return (char) value;
  }

  /** That the character here, or the end, does not belong here. */
  FormatException unexpected(String where) {
    if (atEnd()) {
      return end();
    }
    int first = GoStrings.bytes(text.substring(at, Math.min(text.length(), at + 2)))[0] & 0xff;
    return new FormatException("invalid character " + quoted(first) + " " + where);
  }

  /** Likewise within a word or number, where the original takes the end for a space. */
  FormatException unexpectedInside(String where) {
    return atEnd() ? new FormatException("invalid character ' ' " + where) : unexpected(where);
  }

  private static FormatException end() {
    return new FormatException("unexpected end of JSON input");
  }

  private static String quoted(int c) {
    int simple = "\u0007\b\f\n\r\t\u000b\\'".indexOf(c);
    if (simple >= 0) {
      return "'\\" + "abfnrtv\\'".charAt(simple) + "'";
    }
    boolean printable = (c >= ' ' && c < 0x7f) || (c > 0xA0 && c != 0xAD);
    if (printable) {
      return "'" + (char) c + "'";
    }
    return c < 0x80 ? "'\\x%02x'".formatted(c) : "'\\u%04x'".formatted(c);
  }
}
