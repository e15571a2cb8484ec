package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.Iterator;
import java.util.Map;

/**
 * The JSON inside keys of fieldsV1, in the spelling of the API server: no spaces, {@code <}, {@code
 * >} and {@code &} escaped.
 */
final class CompactJson {

  private CompactJson() {}

  /**
   * Reads one JSON value.
   *
   * @throws ManifestException if the text is anything else
   */
  static Value read(String text) {
    return Json.read("fieldsV1", text);
  }

  static String write(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Value value, StringBuilder out) {
    switch (value.type()) {
      case MAP -> writeMap(value.mapAt(), out);
      case LIST -> {
        out.append('[');
        Iterator<Value> items = value.itemsAt().iterator();
        while (items.hasNext()) {
          write(items.next(), out);
          out.append(items.hasNext() ? "," : "");
        }
        out.append(']');
      }
      case TEXT -> writeText(value.asText().orElse(""), out);
      case DECIMAL -> out.append(decimal(value));
      default -> out.append(value.toPlain());
    }
  }

  private static void writeMap(MapValue map, StringBuilder out) {
    out.append('{');
    Iterator<Map.Entry<String, Value>> entries = map.entries().entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Value> entry = entries.next();
      writeText(entry.getKey(), out);
      out.append(':');
      write(entry.getValue(), out);
      out.append(entries.hasNext() ? "," : "");
    }
    out.append('}');
  }

  /** As few digits as tell the number, and an exponent of two digits at least. */
  private static String decimal(Value number) {
    String text = CanonicalJson.write(number);
    int digits = text.length() - text.indexOf('e') - 2;
    return text.indexOf('e') < 0 || digits > 1
        ? text
        : text.substring(0, text.length() - 1) + "0" + text.charAt(text.length() - 1);
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> writePlain(c, out);
      }
    }
    out.append('"');
  }

  private static void writePlain(char c, StringBuilder out) {
    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
      out.append("\\u%04x".formatted((int) c));
    } else {
      out.append(c);
    }
  }
}
