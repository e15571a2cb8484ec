package io.gitops4j.helm.format;

/** The characters of a TOML document, and the texts of errors at them. */
final class TomlInput {
  static final int END = -1;
  private static final String BARE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

  private final String text;
  private int at;
  private int line = 1;
  private String lastKey = "";

  TomlInput(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private int next() {
    int c = peek();
    at++;
    line += c == '\n' ? 1 : 0;
    return c;
  }

  boolean skip(String wanted) {
    boolean found = text.startsWith(wanted, at);
    at += found ? wanted.length() : 0;
    return found;
  }

  void lastKey(String key) {
    lastKey = key;
  }

  void skipSpace() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  void skipSpaceAndLines() {
    while (peek() != END && " \t\n#".indexOf(peek()) >= 0) {
      if (peek() == '#') {
        skipComment();
      } else {
        next();
      }
    }
  }

  private void skipComment() {
    while (peek() != END && peek() != '\n') {
      at++;
    }
  }

  void endOfItem() {
    skipSpace();
    if (peek() == '#') {
      skipComment();
    }
    if (peek() != END && peek() != '\n') {
      throw wrong(
          "expected a top-level item to end with a newline, comment, or EOF, but got '%s' instead"
              .formatted(shown()));
    }
  }

  /** The key that begins here. */
  String key(String purpose, char end) {
    int c = peek();
    if (c == '"' || c == '\'') {
      return text();
    }
    int start = at;
    while (peek() != END && BARE.indexOf(peek()) >= 0) {
      at++;
    }
    if (at == start) {
      boolean blank = c == end || c == '.' || c == END;
      throw wrong(
          blank
              ? "unexpected '%s': key name appears blank".formatted(shown())
              : "bare keys cannot contain '%s'".formatted(shown()));
    }
    return text.substring(start, at);
  }

  /** The text whose opening quote is here. */
  String text() {
    String quote = String.valueOf((char) peek());
    boolean several = skip(quote.repeat(3));
    if (!several) {
      at++;
    } else if (peek() == '\n') {
      next();
    }
    StringBuilder value = new StringBuilder();
    String end = several ? quote.repeat(3) : quote;
    while (!text.startsWith(end, at)) {
      int c = next();
      if (c == END) {
        throw wrong("unexpected EOF; expected '%s'".formatted(end));
      } else if (c == '\n' && !several) {
        line--;
        throw wrong("strings cannot contain newlines");
      } else if (c == '\\' && quote.equals("\"")) {
        escaped(value, several);
      } else {
        value.append((char) c);
      }
    }
    at += end.length();
    while (several && text.startsWith(quote, at)) {
      value.append(quote);
      at++;
    }
    return value.toString();
  }

  private void escaped(StringBuilder value, boolean several) {
    int c = next();
    int simple = c == END ? -1 : "\"\\bfnrte".indexOf(c);
    if (simple >= 0) {
      value.append("\"\\\b\f\n\r\t\u001b".charAt(simple));
    } else if (c == 'u' || c == 'U') {
      int digits = c == 'u' ? 4 : 8;
      String hex = text.substring(at, Math.min(text.length(), at + digits));
      if (!hex.matches("[0-9a-fA-F]{" + digits + "}") || Long.parseLong(hex, 16) > 0x10FFFF) {
        throw wrong("invalid escape character '%s'".formatted((char) c));
      }
      value.appendCodePoint((int) Long.parseLong(hex, 16));
      at += digits;
    } else if (several && (c == '\n' || c == ' ' || c == '\t')) {
      while (peek() != END && Character.isWhitespace(peek())) {
        next();
      }
    } else {
      throw wrong("invalid escape character '%s'".formatted(c == END ? "" : (char) c));
    }
  }

  /** The word up to the next separator. */
  String word() {
    int start = at;
    while (peek() != END && " \t\n,]}#=".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** What follows, if it has a form. */
  boolean lookingAt(String regex) {
    return text.substring(at, Math.min(text.length(), at + 40)).matches("(?s)" + regex + ".*");
  }

  void advance(int characters) {
    at += characters;
  }

  String shown() {
    int c = peek();
    return c == END ? "\\x00" : c == '\n' ? "\\n" : String.valueOf((char) c);
  }

  /** An error where the syntax is wrong. */
  FormatException wrong(String message) {
    return failed(message);
  }

  FormatException failed(String message) {
    String key = lastKey.isEmpty() ? "" : " (last key \"%s\")".formatted(lastKey);
    return new FormatException("toml: line %d%s: %s".formatted(line, key, message));
  }
}
