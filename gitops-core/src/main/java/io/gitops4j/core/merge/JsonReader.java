package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a short JSON text. Not thread-safe. */
final class JsonReader {
  private static final int DEEPEST = 32;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int position;

  JsonReader(String text) {
    this.text = text;
  }

  Value readAll() {
    Value value = readValue(0);
    skipSpace();
    if (position < text.length()) {
      throw wrong("the end of the text");
    }
    return value;
  }

  private Value readValue(int depth) {
    if (depth > DEEPEST) {
      throw wrong("at most " + DEEPEST + " levels");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> readMap(depth);
      case '[' -> readList(depth);
      case '"' -> Scalar.of(readText());
      case 't' -> readWord("true", Scalar.of(true));
      case 'f' -> readWord("false", Scalar.of(false));
      case 'n' -> readWord("null", Scalar.NULL);
      default -> readNumber();
    };
  }

  private Value readMap(int depth) {
    Map<String, Value> entries = new LinkedHashMap<>();
    expect('{');
    if (!accept('}')) {
      do {
        skipSpace();
        String key = readText();
        expect(':');
        entries.put(key, readValue(depth + 1));
      } while (accept(','));
      expect('}');
    }
    return new MapValue(entries);
  }

  private Value readList(int depth) {
    List<Value> items = new ArrayList<>();
    expect('[');
    if (!accept(']')) {
      do {
        items.add(readValue(depth + 1));
      } while (accept(','));
      expect(']');
    }
    return new ListValue(items);
  }

  private Value readWord(String word, Value value) {
    if (!text.startsWith(word, position)) {
      throw wrong(word);
    }
    position += word.length();
    return value;
  }

  private Value readNumber() {
    Matcher number = NUMBER.matcher(text).region(position, text.length());
    if (!number.lookingAt()) {
      throw wrong("a JSON value");
    }
    position = number.end();
    String digits = number.group();
    boolean integral = number.group(2) == null && number.group(3) == null && digits.length() < 19;
    return integral ? Scalar.of(Long.parseLong(digits)) : decimal(new BigDecimal(digits));
  }

  private static Value decimal(BigDecimal number) {
    boolean fitsLong =
        number.scale() <= 0
            && number.precision() - number.scale() <= 19
            && number.toBigInteger().bitLength() < 64;
    return fitsLong ? Scalar.of(number.longValue()) : Scalar.of(number.doubleValue());
  }

  private String readText() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(position++);
      if (c < ' ') {
        throw wrong("no control character in a text");
      }
      out.append(c == '\\' ? readEscape() : c);
    }
    position++;
    return out.toString();
  }

  private char readEscape() {
    char c = peek();
    position++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> readUnit();
      default -> throw wrong("a known escape");
    };
  }

  private char readUnit() {
    if (position + 4 > text.length()) {
      throw wrong("four hexadecimal digits");
    }
    int unit = Integer.parseInt(text, position, position + 4, 16);
    position += 4;
    return (char) unit;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private char peek() {
    if (position >= text.length()) {
      throw wrong("more text");
    }
    return text.charAt(position);
  }

  private boolean accept(char c) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "expected %s at character %d".formatted(expected, position + 1));
  }
}
