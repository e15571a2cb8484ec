package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Value;
import java.util.Map;
import java.util.TreeMap;

/** One spelling for equal values: compact, keys sorted. */
final class CanonicalJson {

  private CanonicalJson() {}

  static String of(Value value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private static void write(Value value, StringBuilder json) {
    switch (value.type()) {
      case MAP -> writeMap(new TreeMap<>(value.mapAt().entries()), json);
      case LIST -> {
        String separator = "[";
        for (Value item : value.itemsAt()) {
          json.append(separator);
          write(item, json);
          separator = ",";
        }
        json.append(separator.equals("[") ? "[]" : "]");
      }
      case TEXT -> writeText(value.asText().orElseThrow(), json);
      case INTEGER, DECIMAL, BOOLEAN, NULL -> json.append(value.toPlain());
    }
  }

  private static void writeMap(Map<String, Value> entries, StringBuilder json) {
    String separator = "{";
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      json.append(separator);
      writeText(entry.getKey(), json);
      json.append(':');
      write(entry.getValue(), json);
      separator = ",";
    }
    json.append(separator.equals("{") ? "{}" : "}");
  }

  private static void writeText(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\t' -> json.append("\\t");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
