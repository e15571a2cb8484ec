package io.gitops4j.helm.template;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Reads the escapes of a literal of Go. */
final class Unquoting {
  private static final String LETTERS = "abfnrtv\\";
  private static final String PLAIN = "\u0007\b\f\n\r\t\u000b\\";

  private final String literal;
  private final char quote;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  /** Takes what stands between the quotes. */
  Unquoting(String literal, char quote) {
    this.literal = literal;
    this.quote = quote;
  }

  /** The string, or null if an escape is wrong. */
  @Nullable String text() {
    while (at < literal.length()) {
      int escape = literal.indexOf('\\', at);
      int end = escape < 0 ? literal.length() : escape;
      bytes.writeBytes(GoStrings.bytes(literal.substring(at, end)));
      at = end + 1;
      if (escape >= 0 && !escape()) {
        return null;
      }
    }
    return GoStrings.string(bytes.toByteArray());
  }

  private boolean escape() {
    if (at == literal.length()) {
      return false;
    }
    char c = literal.charAt(at++);
    int letter = LETTERS.indexOf(c);
    if (letter >= 0 || c == quote) {
      bytes.write(letter >= 0 ? PLAIN.charAt(letter) : c);
      return true;
    }
    return switch (c) {
      case 'x' -> octet(digits(2, 16));
      case 'u' -> character(digits(4, 16));
      case 'U' -> character(digits(8, 16));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield octet(digits(3, 8));
      }
      default -> false;
    };
  }

  private boolean octet(long value) {
    bytes.write((int) value);
    return value >= 0 && value <= 0xff;
  }

  private boolean character(long value) {
    if (value < 0 || value > Character.MAX_CODE_POINT || (value >= 0xD800 && value < 0xE000)) {
      return false;
    }
    bytes.writeBytes(GoStrings.bytes(Character.toString((int) value)));
    return true;
  }

  /** So many digits; negative if there are fewer. */
  private long digits(int count, int radix) {
    if (at + count > literal.length()) {
      return -1;
    }
    long value = 0;
    for (int end = at + count; at < end; at++) {
      int digit = Character.digit(literal.charAt(at), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
