package io.gitops4j.helm.format;

import io.gitops4j.helm.template.Meter;

/** Writes the pieces of a YAML text and knows the column, as libyaml's emitter does. */
final class YamlEmitter {
  private static final int INDENT = 2;

  private final StringBuilder yaml = new StringBuilder();
  private final Meter meter;
  private final int bestWidth;
  private int column;
  private int charged;

  /**
   * With no text yet.
   *
   * @param bestWidth the column behind which a space becomes a line break
   */
  YamlEmitter(Meter meter, int bestWidth) {
    this.meter = meter;
    this.bestWidth = bestWidth;
  }

  String text() {
    charge();
    return yaml.toString();
  }

  /** Charges what was written since the last time. */
  void charge() {
    meter.allocate(yaml.length() - charged);
    meter.step();
    charged = yaml.length();
  }

  /** Something short that stands in one line. */
  void write(String text) {
    yaml.append(text);
    column += text.length();
  }

  void breakLine() {
    yaml.append('\n');
    column = 0;
  }

  /** A new line, unless one was begun, and spaces up to a column. */
  void startLine(int indent) {
    if (column > 0) {
      breakLine();
    }
    write(" ".repeat(indent));
  }

  private void startLineBehindBreak(int indent) {
    yaml.append(" ".repeat(indent));
    column = indent;
  }

  private void writeCharacter(int c) {
    yaml.appendCodePoint(c);
    column++;
  }

  private void writeBreak(int c) {
    yaml.appendCodePoint(c);
    column = 0;
  }

  /** A scalar; continued lines begin at the indent. */
  void scalar(String text, Style style, int indent, boolean key) {
    meter.steps(text.length() / 8);
    switch (style) {
      case PLAIN -> flow(text, indent, key, false);
      case SINGLE -> {
        write("'");
        flow(text, indent, key, true);
        write("'");
      }
      case DOUBLE -> doubleQuoted(text, indent, key);
      case LITERAL -> literal(text, indent);
    }
    charge();
  }

  private void flow(String text, int indent, boolean key, boolean quoted) {
    boolean spaces = false;
    boolean breaks = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        boolean inside = !quoted || (i > 0 && i < text.length() - 1);
        boolean fold = !key && !spaces && column > bestWidth && inside && !isSpace(text, i + 1);
        if (fold) {
          breakLine();
          startLineBehindBreak(indent);
        } else {
          writeCharacter(c);
        }
        spaces = true;
      } else if (ScalarShape.isBreak(c)) {
        if (!breaks && c == '\n') {
          breakLine();
        }
        writeBreak(c);
        breaks = true;
      } else {
        if (breaks) {
          startLineBehindBreak(indent);
        }
        if (quoted && c == '\'') {
          writeCharacter(c);
        }
        writeCharacter(c);
        spaces = false;
        breaks = false;
      }
    }
  }

  private static boolean isSpace(String text, int at) {
    return at < text.length() && text.charAt(at) == ' ';
  }

  private void doubleQuoted(String text, int indent, boolean key) {
    write("\"");
    // The original looks for a mark of byte order at the begin of the text only, for each
    // character.
    boolean marked = text.startsWith("\uFEFF");
    boolean spaces = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (marked
          || !ScalarShape.isPrintable(c)
          || ScalarShape.isBreak(c)
          || c == '"'
          || c == '\\') {
        write(escaped(c));
        spaces = false;
      } else if (c == ' ') {
        boolean fold = !key && !spaces && column > bestWidth && i > 0 && i < text.length() - 1;
        if (fold) {
          breakLine();
          startLineBehindBreak(indent);
          write(isSpace(text, i + 1) ? "\\" : "");
        } else {
          writeCharacter(c);
        }
        spaces = true;
      } else {
        writeCharacter(c);
        spaces = false;
      }
    }
    write("\"");
  }

  private static String escaped(int c) {
    int simple = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u00a0\u2028\u2029".indexOf(c);
    if (simple >= 0) {
      return "\\" + "0abtnvfre\"\\N_LP".charAt(simple);
    }
    return c <= 0xFF
        ? "\\x%02X".formatted(c)
        : c <= 0xFFFF ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c);
  }

  private void literal(String text, int indent) {
    char first = text.charAt(0);
    write("|" + (first == ' ' || ScalarShape.isBreak(first) ? String.valueOf(INDENT) : ""));
    write(chomping(text));
    breakLine();
    boolean breaks = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ScalarShape.isBreak(c)) {
        writeBreak(c);
        breaks = true;
      } else {
        if (breaks) {
          startLineBehindBreak(indent);
        }
        writeCharacter(c);
        breaks = false;
      }
    }
  }

  private static String chomping(String text) {
    int last = text.length() - 1;
    if (!ScalarShape.isBreak(text.charAt(last))) {
      return "-";
    }
    return last == 0 || ScalarShape.isBreak(text.charAt(last - 1)) ? "+" : "";
  }

  /** How a scalar is written. */
  enum Style {
    PLAIN,
    SINGLE,
    DOUBLE,
    LITERAL
  }
}
