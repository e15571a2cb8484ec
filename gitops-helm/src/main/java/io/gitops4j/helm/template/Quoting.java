package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/** Go's package {@code strconv}, as far as it quotes strings and reads quoted ones. */
final class Quoting {
  private static final String PLAIN = "\u0007\b\f\n\r\t\u000b\\";
  private static final String LETTERS = "abfnrtv\\";

  private Quoting() {}

  /** Between double quotes, with what can't be printed escaped. */
  static String quote(String text) {
    return quote(text, '"', false);
  }

  /** Between quotes; all that is not ASCII is escaped if asked for. */
  static String quote(String text, char quote, boolean ascii) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (GoStrings.isRawByte(text, i)) {
        hex(quoted, "\\x", c - 0xDC80 + 0x80, 2);
      } else {
        escape(quoted, c, quote, ascii);
      }
      i += Character.charCount(c);
    }
    return quoted.append(quote).toString();
  }

  private static void escape(StringBuilder quoted, int c, char quote, boolean ascii) {
    int plain = PLAIN.indexOf(c);
    if (c == quote) {
      quoted.append('\\').append(quote);
    } else if (plain >= 0) {
      quoted.append('\\').append(LETTERS.charAt(plain));
    } else if (c < 0x80 ? c >= ' ' && c < 0x7f : !ascii && isPrint(c)) {
      quoted.appendCodePoint(c);
    } else if (c < ' ' || c == 0x7f) {
      hex(quoted, "\\x", c, 2);
    } else if (c < 0x10000) {
      hex(quoted, "\\u", c, 4);
    } else {
      hex(quoted, "\\U", c, 8);
    }
  }

  private static void hex(StringBuilder quoted, String prefix, int value, int digits) {
    String text = Integer.toHexString(value);
    quoted.append(prefix).append("0".repeat(digits - text.length())).append(text);
  }

  /** Whether Go takes a character as one that can be printed. */
  static boolean isPrint(int c) {
    return switch (Character.getType(c)) {
      case Character.UNASSIGNED,
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** A character with its number, as {@code %#U} prints it. */
  static String describe(int c) {
    int rune = c >= 0xDC80 && c <= 0xDCFF ? 0xFFFD : c;
    String number = "U+%04X".formatted(rune);
    return isPrint(rune) ? number + " '" + Character.toString(rune) + "'" : number;
  }

  /** Whether a string can stand between back quotes. */
  static boolean canBackquote(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean bad = (c < ' ' && c != '\t') || c == '`' || c == 0x7f || c == '\uFEFF';
      if (bad || GoStrings.isRawByte(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** The string that a literal of Go stands for; null if it is none. */
  static @Nullable String unquote(String literal) {
    int last = literal.length() - 1;
    if (last < 1 || literal.charAt(0) != literal.charAt(last)) {
      return null;
    }
    String inner = literal.substring(1, last);
    if (literal.charAt(0) == '`') {
      return inner.replace("\r", "");
    }
    return inner.indexOf('\\') < 0 ? inner : new Unquoting(inner, literal.charAt(0)).text();
  }
}
