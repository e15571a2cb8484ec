package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drops the fields that a structural schema does not know. */
final class StructuralPruning {
  private static final List<String> IDENTITY = List.of("apiVersion", "kind", "metadata");

  private StructuralPruning() {}

  static MapValue pruned(MapValue object, MapValue schema) {
    return inMap(object, schema, true);
  }

  /** A value of a part of a schema. */
  static Value prunedPart(Value value, Value schema) {
    return in(value, schema);
  }

  private static Value in(Value value, Value schema) {
    if (value instanceof MapValue map) {
      return inMap(map, schema, StructuralSchema.isSet(schema, "x-kubernetes-embedded-resource"));
    }
    if (value instanceof ListValue list) {
      return schema
          .at("items")
          .<Value>map(items -> new ListValue(list.items().stream().map(i -> in(i, items)).toList()))
          .orElse(value);
    }
    return value;
  }

  private static MapValue inMap(MapValue map, Value schema, boolean isObject) {
    boolean keeps = StructuralSchema.isSet(schema, "x-kubernetes-preserve-unknown-fields");
    MapValue properties = schema.mapAt("properties");
    Optional<MapValue> additional = schema.at("additionalProperties").flatMap(Value::asMap);
    // Keys that may not be are refused rather than dropped.
    boolean anyKey = schema.at("additionalProperties").flatMap(Value::asBoolean).isPresent();
    Map<String, Value> kept = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, value) -> {
              if (isObject && IDENTITY.contains(key)) {
                kept.put(key, value);
              } else if (properties.get(key).isPresent()) {
                kept.put(key, in(value, properties.get(key).get()));
              } else if (additional.isPresent()) {
                kept.put(key, in(value, additional.get()));
              } else if (keeps) {
                kept.put(key, value);
              } else if (anyKey) {
                // Any key may be, but nothing is known of the fields below it.
                kept.put(key, in(value, MapValue.EMPTY));
              }
            });
    return new MapValue(kept);
  }
}
