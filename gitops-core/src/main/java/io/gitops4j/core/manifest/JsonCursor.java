package io.gitops4j.core.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a text of JSON that moves on token by token. */
final class JsonCursor {
  private static final char END = '\0';

  private final DocumentText document;
  private final String text;
  private int index;
  private int line;
  private int column;
  private int counted;

  JsonCursor(DocumentText document) {
    this.document = document;
    this.text = document.text();
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  boolean atEnd() {
    return index == text.length();
  }

  /** The next character; NUL at the end, which is not part of any token. */
  char peek() {
    return atEnd() ? END : text.charAt(index);
  }

  void skipSpace() {
    while (!atEnd() && isSpace(peek())) {
      index++;
    }
  }

  /** Counts on from where it was asked last: answers of servers are one line of megabytes. */
  SourcePosition position() {
    for (; counted < index; counted++) {
      char c = text.charAt(counted);
      if (c == '\n'
          || (c == '\r' && (counted + 1 == text.length() || text.charAt(counted + 1) != '\n'))) {
        line++;
        column = 0;
      } else if (!isSecondHalf(c)) {
        column++;
      }
    }
    return document.position(line, column);
  }

  private boolean isSecondHalf(char c) {
    return Character.isLowSurrogate(c)
        && counted > 0
        && Character.isHighSurrogate(text.charAt(counted - 1));
  }

  boolean take(String word) {
    boolean here = text.startsWith(word, index);
    index += here ? word.length() : 0;
    return here;
  }

  boolean takeAfterSpace(char c) {
    skipSpace();
    return take(String.valueOf(c));
  }

  void expect(char c) throws JsonSyntaxException {
    if (!take(String.valueOf(c))) {
      throw wrong("'" + c + "'");
    }
  }

  /** After an entry: true after a comma, false after the closing bracket. */
  boolean more(char close) throws JsonSyntaxException {
    skipSpace();
    if (take(",")) {
      return true;
    }
    if (take(String.valueOf(close))) {
      return false;
    }
    throw wrong("',' or '" + close + "'");
  }

  Matcher match(Pattern pattern) throws JsonSyntaxException {
    Matcher matcher = pattern.matcher(text).region(index, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("a value");
    }
    index = matcher.end();
    return matcher;
  }

  String string() throws JsonSyntaxException {
    expect('"');
    StringBuilder characters = new StringBuilder();
    while (peek() != '"') {
      char c = peek();
      if (atEnd() || c < ' ') {
        throw wrong("'\"'");
      }
      index++;
      characters.append(c == '\\' ? escaped() : c);
    }
    index++;
    return wellFormed(characters);
  }

  private char escaped() throws JsonSyntaxException {
    char c = peek();
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      index++;
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    if (c == 'u' && index + 5 <= text.length()) {
      int code = 0;
      for (int i = index + 1; i < index + 5; i++) {
        int digit = text.charAt(i) > 'f' ? -1 : Character.digit(text.charAt(i), 16);
        code = digit < 0 || code < 0 ? -1 : code * 16 + digit;
      }
      if (code >= 0) {
        index += 5;
        return (char) code;
      }
    }
    throw wrong("an escape such as \\n or \\u000a");
  }

  /** As for kubectl, a surrogate without its pair becomes the replacement character. */
  private static String wellFormed(StringBuilder characters) {
    for (int i = 0; i < characters.length(); i++) {
      if (Character.isSurrogate(characters.charAt(i))) {
        if (Character.charCount(Character.codePointAt(characters, i)) == 1) {
          characters.setCharAt(i, '\uFFFD');
        } else {
          i++;
        }
      }
    }
    return characters.toString();
  }

  private JsonSyntaxException wrong(String expected) {
    return new JsonSyntaxException(
        position(), "no JSON: expected " + expected + (atEnd() ? ", but the document ends" : ""));
  }
}
