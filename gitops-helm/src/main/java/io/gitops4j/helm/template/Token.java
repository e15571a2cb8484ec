package io.gitops4j.helm.template;

/**
 * A piece of a template's text.
 *
 * @param kind of token
 * @param position of its first character
 * @param text as it stands there; the message for errors
 * @param line where it starts, from 1
 */
record Token(Kind kind, int position, String text, int line) {
  private static final int SHOWN = 10;

  /** What a token is. Keywords come last. */
  enum Kind {
    ERROR,
    END_OF_TEXT,
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    SPACE,
    ASSIGN,
    DECLARE,
    PIPE,
    LEFT_PAREN,
    RIGHT_PAREN,
    BOOL,
    CHARACTER_CONSTANT,
    NUMBER,
    COMPLEX,
    STRING,
    RAW_STRING,
    FIELD,
    VARIABLE,
    IDENTIFIER,
    CHARACTER,
    DOT,
    NIL,
    BLOCK,
    BREAK,
    CONTINUE,
    DEFINE,
    ELSE,
    END,
    IF,
    RANGE,
    TEMPLATE,
    WITH;

    boolean isKeyword() {
      return compareTo(DOT) >= 0;
    }

    /** Whether an operand may start with it. */
    boolean startsOperand() {
      return (compareTo(BOOL) >= 0 && compareTo(IDENTIFIER) <= 0)
          || this == LEFT_PAREN
          || this == DOT
          || this == NIL;
    }
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** As errors show it. */
  @Override
  public String toString() {
    if (kind == Kind.END_OF_TEXT) {
      return "EOF";
    } else if (kind == Kind.ERROR) {
      return text;
    } else if (kind.isKeyword()) {
      return "<" + text + ">";
    }
    int characters = text.codePointCount(0, text.length());
    return characters > SHOWN && GoStrings.length(text) > SHOWN
        ? Quoting.quote(text.substring(0, text.offsetByCodePoints(0, SHOWN))) + "..."
        : Quoting.quote(text);
  }
}
