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

  /** The same where it is looked at which version the writer meant. */
  MapValue asLookedAtWithVersion(MapValue complete) {
    MapValue shown = asLookedAt(complete);
    return read.textAt("metadata", "resourceVersion").orElse("").isEmpty()
        ? Fields.remove(shown, "metadata", "resourceVersion")
        : shown;
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

  /**
   * Whether its spec states lists or maps without content that are not there any more: most kinds
   * count them for nothing, some for a change.
   */
  boolean statesNothing() {
    return isNothing(stated.mapAt("spec"), read.mapAt("spec"));
  }

  private static boolean isNothing(Value written, Value read) {
    if (written instanceof MapValue map) {
      return map.entries().entrySet().stream()
          .anyMatch(
              entry ->
                  read.at(entry.getKey())
                      .map(below -> isNothing(entry.getValue(), below))
                      .orElse(isEmpty(entry.getValue())));
    }
    List<Value> items = written.itemsAt();
    List<Value> left = read.itemsAt();
    for (int i = 0; i < Math.min(items.size(), left.size()); i++) {
      if (isNothing(items.get(i), left.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmpty(Value value) {
    return value instanceof MapValue map
        ? map.isEmpty()
        : value.asList().isPresent() && value.itemsAt().isEmpty();
  }
}
