package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Token.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts the text of a template into tokens, one after the other. */
final class Lexer {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final String COMMENT_START = "/*";
  private static final String COMMENT_END = "*/";

  /** A space and a minus, inside of a delimiter, trim the text outside of it. */
  private static final int TRIM_MARK = 2;

  private static final Map<String, Kind> WORDS =
      Map.ofEntries(
          Map.entry("true", Kind.BOOL),
          Map.entry("false", Kind.BOOL),
          Map.entry("nil", Kind.NIL),
          Map.entry("block", Kind.BLOCK),
          Map.entry("break", Kind.BREAK),
          Map.entry("continue", Kind.CONTINUE),
          Map.entry("define", Kind.DEFINE),
          Map.entry("else", Kind.ELSE),
          Map.entry("end", Kind.END),
          Map.entry("if", Kind.IF),
          Map.entry("range", Kind.RANGE),
          Map.entry("template", Kind.TEMPLATE),
          Map.entry("with", Kind.WITH));

  private final String text;
  private final Cursor cursor;
  private int parens;
  private boolean inside;
  private boolean ended;

  Lexer(String text) {
    this.text = text;
    this.cursor = new Cursor(text);
  }

  /** The next token; after an error or the end, the end of the text. */
  Token next() {
    if (ended) {
      return new Token(Kind.END_OF_TEXT, cursor.start, "", cursor.line);
    }
    return inside ? action() : text();
  }

  private Token text() {
    while (true) {
      int delimiter = text.indexOf(LEFT, cursor.at);
      int end = delimiter < 0 ? text.length() : delimiter;
      int kept = delimiter >= 0 && trimsBefore(delimiter) ? trimmedEnd(end) : end;
      if (kept > cursor.start) {
        cursor.at = kept;
        return token(Kind.TEXT);
      }
      cursor.skipTo(end);
      if (delimiter < 0) {
        ended = true;
        return new Token(Kind.END_OF_TEXT, cursor.start, "", cursor.line);
      }
      int inner = end + LEFT.length() + (trimsBefore(end) ? TRIM_MARK : 0);
      if (!text.startsWith(COMMENT_START, inner)) {
        return leftDelimiter(inner);
      }
      Token error = comment(inner);
      if (error != null) {
        return error;
      }
    }
  }

  private Token leftDelimiter(int inner) {
    cursor.at = cursor.start + LEFT.length();
    Token token = token(Kind.LEFT_DELIMITER);
    cursor.skipTo(inner);
    inside = true;
    parens = 0;
    return token;
  }

  private @Nullable Token comment(int inner) {
    cursor.skipTo(inner);
    int close = text.indexOf(COMMENT_END, inner);
    if (close < 0) {
      return error("unclosed comment");
    }
    int after = close + COMMENT_END.length();
    boolean trims = trimsAfter(after);
    int right = after + (trims ? TRIM_MARK : 0);
    if (!text.startsWith(RIGHT, right)) {
      return error("comment ends before closing delimiter");
    }
    cursor.at = right + RIGHT.length();
    if (trims) {
      cursor.acceptSpace();
    }
    cursor.take();
    return null;
  }

  private boolean trimsBefore(int delimiter) {
    int mark = delimiter + LEFT.length();
    return text.startsWith("-", mark) && cursor.isAtSpace(mark + 1);
  }

  private boolean trimsAfter(int from) {
    return cursor.isAtSpace(from) && text.startsWith("-", from + 1);
  }

  private int trimmedEnd(int end) {
    int kept = end;
    while (kept > cursor.start && Cursor.isSpace(text.charAt(kept - 1))) {
      kept--;
    }
    return kept;
  }

  private Token action() {
    boolean trims = trimsAfter(cursor.at) && text.startsWith(RIGHT, cursor.at + TRIM_MARK);
    if (trims || text.startsWith(RIGHT, cursor.at)) {
      return parens == 0 ? rightDelimiter(trims) : error("unclosed left paren");
    }
    if (cursor.isAtEnd()) {
      return error("unclosed action");
    }
    char c = text.charAt(cursor.at++);
    if (Cursor.isSpace(c)) {
      return space();
    } else if (c == '=') {
      return token(Kind.ASSIGN);
    } else if (c == ':') {
      return cursor.accept("=") ? token(Kind.DECLARE) : error("expected :=");
    } else if (c == '|') {
      return token(Kind.PIPE);
    } else if (c == '(') {
      parens++;
      return token(Kind.LEFT_PAREN);
    } else if (c == ')') {
      parens--;
      return parens < 0 ? error("unexpected right paren") : token(Kind.RIGHT_PAREN);
    }
    return operand(c);
  }

  private Token operand(char c) {
    if (c == '"') {
      return quoted('"', Kind.STRING, "unterminated quoted string");
    } else if (c == '\'') {
      return quoted('\'', Kind.CHARACTER_CONSTANT, "unterminated character constant");
    } else if (c == '`') {
      return rawString();
    } else if (c == '$') {
      return name(Kind.VARIABLE);
    } else if (c == '.' && !Cursor.isDigit(cursor.peek())) {
      return name(Kind.FIELD);
    } else if (c == '.' || c == '+' || c == '-' || Cursor.isDigit(c)) {
      cursor.at--;
      return number();
    }
    int letter = text.codePointAt(cursor.at - 1);
    if (Cursor.isAlphanumeric(letter)) {
      return identifier();
    } else if (c < 0x7f && c > ' ') {
      return token(Kind.CHARACTER);
    }
    return error("unrecognized character in action: " + Quoting.describe(letter));
  }

  private Token rightDelimiter(boolean trims) {
    cursor.skipTo(cursor.at + (trims ? TRIM_MARK : 0));
    cursor.at += RIGHT.length();
    Token token = token(Kind.RIGHT_DELIMITER);
    if (trims) {
      cursor.acceptSpace();
      cursor.take();
    }
    inside = false;
    return token;
  }

  private Token space() {
    cursor.acceptSpace();
    if (trimsAfter(cursor.at - 1) && text.startsWith(RIGHT, cursor.at + 1)) {
      // The last space is part of the delimiter.
      cursor.at--;
    }
    return token(Kind.SPACE);
  }

  private Token quoted(char quote, Kind kind, String unterminated) {
    while (!cursor.isAtEnd()) {
      char c = text.charAt(cursor.at++);
      if (c == quote) {
        return token(kind);
      }
      boolean escapes = c == '\\' && !cursor.isAtEnd() && text.charAt(cursor.at++) != '\n';
      if (c == '\n' || (c == '\\' && !escapes)) {
        break;
      }
    }
    return error(unterminated);
  }

  private Token rawString() {
    int close = text.indexOf('`', cursor.at);
    if (close < 0) {
      return error("unterminated raw quoted string");
    }
    cursor.at = close + 1;
    return token(Kind.RAW_STRING);
  }

  /** A field or variable: the dot or dollar sign was read. */
  private Token name(Kind kind) {
    if (isAtTerminator()) {
      return token(kind == Kind.FIELD ? Kind.DOT : kind);
    }
    cursor.acceptWord();
    return isAtTerminator() ? token(kind) : badCharacter();
  }

  private Token identifier() {
    cursor.at--;
    cursor.acceptWord();
    if (!isAtTerminator()) {
      return badCharacter();
    }
    return token(WORDS.getOrDefault(text.substring(cursor.start, cursor.at), Kind.IDENTIFIER));
  }

  private Token badCharacter() {
    return error("bad character " + Quoting.describe(text.codePointAt(cursor.at)));
  }

  private boolean isAtTerminator() {
    return cursor.isAtEnd()
        || Cursor.isSpace(cursor.peek())
        || ".,|:)(".indexOf(cursor.peek()) >= 0
        || text.startsWith(RIGHT, cursor.at);
  }

  private Token number() {
    boolean fine = cursor.acceptNumber();
    boolean complex = fine && (cursor.peek() == '+' || cursor.peek() == '-');
    if (complex) {
      fine = cursor.acceptNumber() && text.charAt(cursor.at - 1) == 'i';
    }
    if (!fine) {
      return error("bad number syntax: " + Quoting.quote(text.substring(cursor.start, cursor.at)));
    }
    return token(complex ? Kind.COMPLEX : Kind.NUMBER);
  }

  private Token token(Kind kind) {
    int position = cursor.start;
    int line = cursor.line;
    return new Token(kind, position, cursor.take(), line);
  }

  private Token error(String message) {
    ended = true;
    return new Token(Kind.ERROR, cursor.start, message, cursor.line);
  }
}
