package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as Go's {@code encoding/json} does: numbers are float64, of equal keys the last
 * counts.
 *
 * @since 0.1.0
 */
public final class JsonReader {
  private static final int DEEPEST = 1_000;
  private static final long BYTES_OF_A_NODE = 48;
  private static final String START = "looking for beginning of value";

  private final JsonInput input;
  private final Meter meter;
  private @Nullable String tooLarge;

  private JsonReader(String text, Meter meter) {
    this.input = new JsonInput(text);
    this.meter = meter;
  }

  /**
   * What was read.
   *
   * @param value null for null
   * @param tooLarge the text of Go's error about a number that is no float64, which is null in the
   *     value; null if there is none
   */
  public record Result(@Nullable Object value, @Nullable String tooLarge) {}

  /**
   * Reads a text that is one value.
   *
   * @throws FormatException with Go's text, if it is no JSON
   */
  public static Result read(String text, Meter meter) {
    meter.allocate(2L * text.length());
    JsonReader reader = new JsonReader(text, meter);
    Object value = reader.value(0);
    reader.input.skipSpace();
    if (!reader.input.atEnd()) {
      throw reader.input.unexpected("after top-level value");
    }
    return new Result(value, reader.tooLarge);
  }

  private @Nullable Object value(int depth) {
    meter.allocate(BYTES_OF_A_NODE);
    if (depth > DEEPEST) {
      throw new FormatException("exceeded max depth");
    }
    input.skipSpace();
    int c = input.peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> {
        if (c == '-' || JsonInput.isDigit(c)) {
          yield number();
        }
        throw input.unexpected(START);
      }
    };
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    input.next();
    for (int i = 1; i < word.length(); i++) {
      if (input.peek() != word.charAt(i)) {
        throw input.unexpectedInside(
            "in literal %s (expecting '%s')".formatted(word, word.charAt(i)));
      }
      input.next();
    }
    return value;
  }

  private @Nullable Object number() {
    String text = input.number();
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      if (tooLarge == null) {
        tooLarge = "json: cannot unmarshal number " + text + " into Go value of type float64";
      }
      return null;
    }
    return number;
  }

  private String string() {
    return GoStrings.readable(input.string());
  }

  private GoList array(int depth) {
    input.next();
    List<@Nullable Object> items = new ArrayList<>();
    input.skipSpace();
    if (input.peek() == ']') {
      input.next();
      return GoList.copyOf(items);
    }
    while (true) {
      items.add(value(depth + 1));
      input.skipSpace();
      int c = input.peek();
      if (c != ',' && c != ']') {
        throw input.unexpected("after array element");
      }
      input.next();
      if (c == ']') {
        return GoList.copyOf(items);
      }
    }
  }

  private GoMap object(int depth) {
    input.next();
    GoMap map = new GoMap();
    input.skipSpace();
    if (input.peek() == '}') {
      input.next();
      return map;
    }
    while (true) {
      String key = key();
      map.put(key, value(depth + 1));
      input.skipSpace();
      int c = input.peek();
      if (c != ',' && c != '}') {
        throw input.unexpected("after object key:value pair");
      }
      input.next();
      if (c == '}') {
        return map;
      }
    }
  }

  private String key() {
    input.skipSpace();
    if (input.peek() != '"') {
      throw input.unexpected("looking for beginning of object key string");
    }
    String key = string();
    input.skipSpace();
    if (input.peek() != ':') {
      throw input.unexpected("after object key");
    }
    input.next();
    return key;
  }
}
