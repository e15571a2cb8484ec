package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written.
 *
 * @param stated as the writer says it; of an apply what it merged to, with null for what is lost on
 *     the way
 * @param read as the server reads it, with defaults and owners
 */
record Body(MapValue stated, MapValue read) {
  private static final List<String> DATA = List.of("data", "binaryData");

  Body with(MapValue changed) {
    return new Body(stated, changed);
  }

  /**
   * An object with what will not be stored but is looked at before: what only the server may set,
   * and whether data is empty or none.
   */
  MapValue asLookedAt(MapValue complete) {
    MapValue shown = complete;
    for (String field : MetadataRules.IMMUTABLE) {
      Optional<Value> value = read.at("metadata", field).filter(v -> !v.isNull());
      shown = value.isPresent() ? Fields.set(shown, value.get(), "metadata", field) : shown;
    }
    for (String field : DATA) {
      MapValue sent = stated.mapAt(field);
      boolean isEmpty = stated.get(field).flatMap(Value::asMap).isPresent() && sent.isEmpty();
      if (isEmpty && shown.get(field).isEmpty() && !isOfTexts(shown, field)) {
        shown = shown.with(field, sent);
      } else if (shown.get(field).isPresent()) {
        shown = shown.with(field, withNulls(shown.mapAt(field), sent));
      }
    }
    return shown;
  }

  /** The server does not tell an empty map of texts from none. */
  private static boolean isOfTexts(MapValue object, String field) {
    return field.equals("data") && object.textAt("kind").filter("ConfigMap"::equals).isPresent();
  }

  private static MapValue withNulls(MapValue data, MapValue sent) {
    Map<String, Value> shown = new LinkedHashMap<>(data.entries());
    shown.replaceAll((key, value) -> sent.get(key).filter(Value::isNull).orElse(value));
    return new MapValue(shown);
  }
}
