package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is left of an object once it went through the server's own types: nulls are gone, and so are
 * empty lists, maps, texts, zeros and falses of fields that the types leave out when they are
 * empty.
 */
final class TypedStorage {
  private static final Set<String> MAPS =
      Set.of(
          "labels",
          "annotations",
          "nodeSelector",
          "data",
          "binaryData",
          "matchLabels",
          "limits",
          "requests");
  private static final Set<String> FLAGS =
      Set.of(
          "hostNetwork",
          "hostPID",
          "hostIPC",
          "readOnly",
          "stdin",
          "stdinOnce",
          "tty",
          "paused",
          "publishNotReadyAddresses");
  private static final Set<String> NUMBERS =
      Set.of("minReadySeconds", "nodePort", "hostPort", "initialDelaySeconds");
  private static final Set<String> TEXTS =
      Set.of("value", "subPath", "workingDir", "hostname", "nodeName", "loadBalancerIP");

  /** Below these keys everything is the user's. */
  private static final Set<String> FREE =
      Set.of(
          "labels", "annotations", "data", "binaryData", "stringData", "matchLabels", "selector");

  private TypedStorage() {}

  static MapValue of(MapValue object) {
    return map(object);
  }

  private static MapValue map(MapValue map) {
    Map<String, Value> kept = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, value) -> {
              Value inner = FREE.contains(key) ? withoutNulls(value) : value(value);
              if (!isLeftOut(key, inner)) {
                kept.put(key, inner);
              }
            });
    return new MapValue(kept);
  }

  private static Value value(Value value) {
    if (value instanceof MapValue map) {
      return map(map);
    }
    return value instanceof ListValue list
        ? new ListValue(list.items().stream().map(TypedStorage::value).toList())
        : value;
  }

  private static Value withoutNulls(Value value) {
    if (!(value instanceof MapValue map)) {
      return value;
    }
    Map<String, Value> kept = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) -> {
              if (!entry.isNull()) {
                kept.put(key, withoutNulls(entry));
              }
            });
    return new MapValue(kept);
  }

  private static boolean isLeftOut(String key, Value value) {
    return switch (value.type()) {
      case NULL -> true;
      case LIST -> value.itemsAt().isEmpty() && !key.equals("rules");
      case MAP -> value.mapAt().isEmpty() && MAPS.contains(key);
      case BOOLEAN -> FLAGS.contains(key) && !value.asBoolean().orElse(true);
      case INTEGER -> NUMBERS.contains(key) && value.asInteger().orElse(1L) == 0;
      case TEXT -> TEXTS.contains(key) && value.asText().orElse("x").isEmpty();
      case DECIMAL -> false;
    };
  }
}
