package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.stream.Collectors;

/**
 * JSON as the server writes it: fields in their order, and nothing that a browser could mistake.
 */
final class GoJson {

  private GoJson() {}

  static String write(Value value) {
    if (value instanceof MapValue map) {
      return map.entries().entrySet().stream()
          .map(entry -> text(entry.getKey()) + ":" + write(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof ListValue list) {
      return list.items().stream().map(GoJson::write).collect(Collectors.joining(",", "[", "]"));
    }
    return value.asText().map(GoJson::text).orElseGet(() -> CanonicalJson.write(value));
  }

  private static String text(String text) {
    return GoText.quoted(text)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
