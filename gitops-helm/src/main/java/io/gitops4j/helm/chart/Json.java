package io.gitops4j.helm.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into plain data, strictly; numbers become {@code Double}, as Helm has them. */
final class Json {
  private static final int DEEPEST = 1_000;

  private final String text;
  private int at;

  private Json(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * Reads a text that is one value and no more.
   *
   * @throws IllegalArgumentException if it is none
   */
  static @Nullable Object parse(String text) {
    Prefix prefix = parsePrefix(text, 0);
    Json rest = new Json(text, prefix.end());
    rest.skipBlanks();
    if (rest.at < text.length()) {
      throw rest.unexpected("after the value");
    }
    return prefix.value();
  }

  /**
   * Reads the value that starts at a position, whatever follows.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Prefix parsePrefix(String text, int from) {
    Json json = new Json(text, from);
    Object value = json.value(0);
    return new Prefix(value, json.at);
  }

  /** A value and where it ends. */
  record Prefix(@Nullable Object value, int end) {}

  private @Nullable Object value(int depth) {
    skipBlanks();
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested deeper than " + DEEPEST);
    }
    char c = next("a value");
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at - 1)) {
      at--;
      throw unexpected("instead of a value");
    }
    at += word.length() - 1;
    return value;
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (takes('}')) {
      return object;
    }
    do {
      skipBlanks();
      expect('"');
      String key = string();
      skipBlanks();
      expect(':');
      object.put(key, value(depth + 1));
    } while (takes(','));
    expect('}');
    return object;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> array = new ArrayList<>();
    if (takes(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
    } while (takes(','));
    expect(']');
    return array;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (char c = next("the end of a text"); c != '"'; c = next("the end of a text")) {
      if (c < 0x20) {
        at--;
        throw unexpected("in a text");
      }
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() {
    char c = next("a character after the backslash");
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> {
        at--;
        throw unexpected("after a backslash");
      }
    };
  }

  private char codeUnit() {
    String digits = text.substring(at, Math.min(text.length(), at + 4));
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw unexpected("in four hexadecimal digits");
    }
    at += 4;
    return (char) Integer.parseInt(digits, 16);
  }

  private Double number() {
    int start = --at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      at = start;
      throw unexpected("instead of a value");
    }
    return Double.valueOf(number);
  }

  private boolean takes(char wanted) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!takes(wanted)) {
      throw unexpected("instead of '" + wanted + "'");
    }
  }

  private char next(String wanted) {
    if (at >= text.length()) {
      throw new IllegalArgumentException("unexpected end, wanted " + wanted);
    }
    return text.charAt(at++);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException unexpected(String where) {
    String found = at < text.length() ? "character '" + text.charAt(at) + "'" : "end";
    return new IllegalArgumentException(
        "unexpected %s %s, at offset %d".formatted(found, where, at));
  }
}
