package io.gitops4j.core.manifest;

import java.util.regex.Pattern;

/** The spelling of a text in block style: as it is, in quotes, or as a literal block. */
final class YamlText {
  private static final int LONGEST_TO_BE_MISREAD = 100;
  private static final Pattern MISREAD_BY_SOME =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\\.[0-9_]*)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
              + "|[-+]?0[xXoObB][-+]?[0-9a-fA-F_]+"
              + "|[-+]?\\.?[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9_]*)?"
              + "|[-+]?\\.(?i:inf|nan)");

  private YamlText() {}

  /** With the end of its last line. */
  static String of(String text, int indent) {
    return text.indexOf('\n') >= 0 && canBeBlock(text) ? block(text, indent) : inLine(text) + "\n";
  }

  /** Within one line. */
  static String inLine(String text) {
    if (canBePlain(text)) {
      return text;
    }
    boolean escapesNothing = text.codePoints().allMatch(YamlText::isPrintable);
    boolean wantsEscapes = text.indexOf('"') >= 0 || text.indexOf('\\') >= 0;
    return escapesNothing && wantsEscapes
        ? "'" + text.replace("'", "''") + "'"
        : doubleQuoted(text);
  }

  private static boolean canBePlain(String text) {
    return !text.isEmpty()
        && !isMisread(text)
        && mayBegin(text)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.endsWith(":")
        && !text.endsWith(" ")
        && text.codePoints()
            .allMatch(c -> c == ' ' || (isPrintable(c) && !Character.isSpaceChar(c)));
  }

  private static boolean isMisread(String text) {
    if (YamlScalar.ofPlain(text).meaning() != YamlScalar.Meaning.TEXT
        || text.equals("=")
        || text.equals("<<")) {
      return true;
    }
    boolean numeric = "+-.0123456789".indexOf(text.charAt(0)) >= 0;
    return numeric
        && (text.length() > LONGEST_TO_BE_MISREAD || MISREAD_BY_SOME.matcher(text).matches());
  }

  private static boolean mayBegin(String text) {
    if (text.startsWith("---") || text.startsWith("...")) {
      return false;
    }
    boolean dash = text.length() > 1 && text.charAt(0) == '-' && text.charAt(1) != ' ';
    return dash || " -?:,[]{}#&*!|>'\"%@`~".indexOf(text.charAt(0)) < 0;
  }

  /**
   * Whether a literal block holds it: no character that needs an escape, and some line that is not
   * blank after all others.
   */
  private static boolean canBeBlock(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    String lastLine = text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
    return end > 0
        && !lastLine.isBlank()
        && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
  }

  private static String block(String text, int indent) {
    // Readers guess the indentation from the first line, which must not mislead them.
    boolean misleading = " \t\n".indexOf(text.charAt(0)) >= 0;
    String chomping = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") ? "+" : "";
    StringBuilder block =
        new StringBuilder("|").append(misleading ? "2" : "").append(chomping).append('\n');
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      block.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
    }
    return block.toString();
  }

  private static String doubleQuoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isPrintable(c) ? Character.toString(c) : hex(c);
    };
  }

  private static String hex(int c) {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return "\\uFFFD";
    }
    return c <= 0xFF
        ? "\\x%02X".formatted(c)
        : c <= 0xFFFF ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c);
  }

  /** Whether every reader takes the character as it is, on any line. */
  private static boolean isPrintable(int c) {
    boolean lineBreakOrMark = c == 0x2028 || c == 0x2029 || c == 0xFEFF;
    boolean basic =
        (c >= ' ' && c <= '~') || (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD);
    return (basic && !lineBreakOrMark) || (c >= 0x10000 && (c & 0xFFFE) != 0xFFFE);
  }
}
