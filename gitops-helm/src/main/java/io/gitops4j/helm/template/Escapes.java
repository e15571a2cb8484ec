package io.gitops4j.helm.template;

import java.util.Locale;

/** The functions {@code html}, {@code js} and {@code urlquery}. */
final class Escapes {
  private Escapes() {}

  static String html(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case 0 -> escaped.append('\uFFFD');
        case '"' -> escaped.append("&#34;");
        case '\'' -> escaped.append("&#39;");
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static String js(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (GoStrings.isRawByte(text, i)) {
        escaped.append("\\uFFFD");
      } else {
        js(escaped, c);
      }
      i += Character.charCount(c);
    }
    return escaped.toString();
  }

  private static void js(StringBuilder escaped, int c) {
    if ("\\'\"".indexOf(c) >= 0) {
      escaped.append('\\').append((char) c);
    } else if (c < ' ' || "<>&=".indexOf(c) >= 0 || (c >= 0x80 && !Quoting.isPrint(c))) {
      escaped.append(String.format(Locale.ROOT, "\\u%04X", c));
    } else {
      escaped.appendCodePoint(c);
    }
  }

  static String query(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (byte b : GoStrings.bytes(text)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      if (plain) {
        escaped.append(c);
      } else if (c == ' ') {
        escaped.append('+');
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }
}
