package io.gitops4j.helm;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.StringJoiner;

/** Writes values as YAML in flow style, which is JSON but for characters beyond 16 bits. */
final class FlowYaml {
  private FlowYaml() {}

  static String of(Value value) {
    if (value instanceof MapValue map) {
      StringJoiner entries = new StringJoiner(",", "{", "}");
      map.entries().forEach((key, entry) -> entries.add(quoted(key) + ":" + of(entry)));
      return entries.toString();
    }
    if (value instanceof ListValue list) {
      StringJoiner items = new StringJoiner(",", "[", "]");
      list.items().forEach(item -> items.add(of(item)));
      return items.toString();
    }
    return value.asText().map(FlowYaml::quoted).orElse(String.valueOf(value.toPlain()));
  }

  // All but printable ASCII escaped: no question of encodings. YAML knows no pairs of surrogates.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c < 0x20 || c > 0x7e) {
                quoted.append((c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
