package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoBytes;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Meter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON, as Go's {@code encoding/json} writes them. Bytes that are no UTF-8 become U+FFFD.
 *
 * @since 0.1.0
 */
public final class JsonWriter {
  private static final int DEEPEST = 1_000;
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder json = new StringBuilder();
  private final Meter meter;
  private final boolean escapesHtml;
  private final boolean indents;
  private int charged;

  private JsonWriter(Meter meter, boolean escapesHtml, boolean indents) {
    this.meter = meter;
    this.escapesHtml = escapesHtml;
    this.indents = indents;
  }

  /**
   * On one line, with {@code <}, {@code >} and {@code &} as escapes.
   *
   * @throws FormatException with Go's text, if a value has no form in JSON
   */
  public static String compact(@Nullable Object value, Meter meter) {
    return new JsonWriter(meter, true, false).text(value);
  }

  /** Likewise, but with {@code <}, {@code >} and {@code &} as they are. */
  public static String raw(@Nullable Object value, Meter meter) {
    return new JsonWriter(meter, false, false).text(value);
  }

  /** A line for each entry, indented by two spaces a level. */
  public static String pretty(@Nullable Object value, Meter meter) {
    return new JsonWriter(meter, true, true).text(value);
  }

  private String text(@Nullable Object value) {
    append(value, 0);
    charge();
    return json.toString();
  }

  private void append(@Nullable Object value, int depth) {
    if (value == null) {
      json.append("null");
    } else if (value instanceof String text) {
      appendText(text);
    } else if (value instanceof Map<?, ?> map) {
      appendMap(map, depth);
    } else if (value instanceof List<?> list) {
      appendList(list, depth);
    } else if (value instanceof Double number) {
      json.append(number(number));
    } else if (value instanceof GoObject object) {
      appendObject(object, depth);
    } else if (value instanceof GoBytes bytes) {
      json.append('"').append(Base64.getEncoder().encodeToString(bytes.bytes())).append('"');
    } else if (value instanceof GoNumber number && number.kind().isFloat()) {
      json.append(number(number.decimal()));
    } else {
      json.append(value);
    }
  }

  private void appendObject(GoObject object, int depth) {
    guard(depth, object);
    Object inner = object.json();
    if (inner == object) {
      throw new FormatException("json: unsupported type: " + object.type());
    }
    append(inner, depth + 1);
  }

  private static String number(double number) {
    if (!Double.isFinite(number)) {
      throw new FormatException("json: unsupported value: " + Decimals.shortest(number));
    }
    return Decimals.json(number);
  }

  private void appendMap(Map<?, ?> map, int depth) {
    if (map instanceof GoMap go && go.isNil()) {
      json.append("null");
      return;
    }
    guard(depth, map);
    json.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(first ? "" : ",");
      first = false;
      breakLine(depth + 1);
      appendText(String.valueOf(entry.getKey()));
      json.append(indents ? ": " : ":");
      append(entry.getValue(), depth + 1);
    }
    if (!first) {
      breakLine(depth);
    }
    json.append('}');
  }

  private void appendList(List<?> list, int depth) {
    if (list instanceof GoList go && go.isNil()) {
      json.append("null");
      return;
    }
    guard(depth, list);
    json.append('[');
    boolean first = true;
    for (Object item : list) {
      json.append(first ? "" : ",");
      first = false;
      breakLine(depth + 1);
      append(item, depth + 1);
    }
    if (!first) {
      breakLine(depth);
    }
    json.append(']');
  }

  /** Go looks for cycles from this depth on; what is that deep without one is refused as well. */
  private void guard(int depth, Object value) {
    charge();
    if (depth > DEEPEST) {
      throw new FormatException(
          "json: unsupported value: encountered a cycle via " + GoValues.typeName(value));
    }
  }

  private void charge() {
    meter.allocate(json.length() - charged);
    meter.step();
    charged = json.length();
  }

  private void breakLine(int depth) {
    if (indents) {
      json.append('\n').append("  ".repeat(depth));
    }
  }

  private void appendText(String text) {
    meter.steps(text.length() / 16);
    json.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (mustBeEscaped(c) || (Character.isSurrogate(c) && GoStrings.isRawByte(text, i))) {
        json.append(text, plain, i);
        appendEscaped(c);
        plain = i + 1;
      }
    }
    json.append(text, plain, text.length()).append('"');
  }

  private boolean mustBeEscaped(char c) {
    if (c < ' ' || c == '"' || c == '\\' || c == 0x2028 || c == 0x2029) {
      return true;
    }
    return escapesHtml && (c == '<' || c == '>' || c == '&');
  }

  private void appendEscaped(char c) {
    int simple = "\"\\\b\f\n\r\t".indexOf(c);
    if (simple >= 0) {
      json.append('\\').append("\"\\bfnrt".charAt(simple));
      return;
    }
    int code = Character.isSurrogate(c) ? 0xFFFD : c;
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(HEX.charAt((code >> shift) & 0xf));
    }
  }
}
