package io.gitops4j.core.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one JSON text of a value, for digests and comparison: keys sorted by UTF-16 code units, no
 * spaces, as few escapes as JSON allows, numbers as RFC 8785 has them, but integers beyond
 * 2<sup>53</sup> with all their digits. Equal values have equal texts.
 *
 * <p>{@link ManifestReader} reads it back to an equal value. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The text of a value, without a line break. */
  public static String write(Value value) {
    StringBuilder json = new StringBuilder();
    append(json, value);
    return json.toString();
  }

  /** The text in UTF-8; a surrogate without its pair becomes {@code ?}. */
  public static byte[] bytes(Value value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder json, Value value) {
    if (value instanceof MapValue map) {
      appendMap(json, map);
    } else if (value instanceof ListValue list) {
      appendList(json, list);
    } else if (value instanceof Scalar.TextValue text) {
      appendQuoted(json, text.text());
    } else if (value instanceof Scalar.DecimalValue decimal) {
      json.append(GoNumber.json(decimal.number()));
    } else {
      json.append(value.toPlain());
    }
  }

  private static void appendMap(StringBuilder json, MapValue map) {
    json.append('{');
    Iterator<Map.Entry<String, Value>> entries = new TreeMap<>(map.entries()).entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Value> entry = entries.next();
      appendQuoted(json, entry.getKey());
      append(json.append(':'), entry.getValue());
      json.append(entries.hasNext() ? "," : "");
    }
    json.append('}');
  }

  private static void appendList(StringBuilder json, ListValue list) {
    json.append('[');
    for (int i = 0; i < list.items().size(); i++) {
      append(json.append(i == 0 ? "" : ","), list.items().get(i));
    }
    json.append(']');
  }

  private static void appendQuoted(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\\b\f\n\r\t".indexOf(c);
      if (simple >= 0) {
        json.append('\\').append("\"\\bfnrt".charAt(simple));
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
