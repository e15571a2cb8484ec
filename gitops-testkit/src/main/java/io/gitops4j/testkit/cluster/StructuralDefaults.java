package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fills in the defaults of a structural schema, and takes nulls away that may not be. */
final class StructuralDefaults {
  private final boolean dropsNulls;

  private StructuralDefaults(boolean dropsNulls) {
    this.dropsNulls = dropsNulls;
  }

  /** Of what a client sent, or what was stored. */
  static MapValue decoded(MapValue object, MapValue schema) {
    return new StructuralDefaults(true).inMap(object, schema);
  }

  /** Of what an apply left: nulls without a default stay. */
  static MapValue completed(MapValue object, MapValue schema) {
    return new StructuralDefaults(false).inMap(object, schema);
  }

  private Value in(Value value, Value schema) {
    if (value instanceof MapValue map) {
      return inMap(map, schema);
    }
    if (value instanceof ListValue list) {
      return schema
          .at("items")
          .<Value>map(items -> new ListValue(list.items().stream().map(i -> in(i, items)).toList()))
          .orElse(value);
    }
    return value;
  }

  private MapValue inMap(MapValue map, Value schema) {
    Map<String, Value> entries = new LinkedHashMap<>(map.entries());
    Map<String, Value> properties = schema.mapAt("properties").entries();
    properties.forEach((name, property) -> setDefault(entries, name, property));
    Optional<MapValue> others = schema.at("additionalProperties").flatMap(Value::asMap);
    others
        .filter(additional -> dropsNulls)
        .ifPresent(
            additional ->
                entries
                    .entrySet()
                    .removeIf(
                        entry ->
                            !properties.containsKey(entry.getKey())
                                && isNullByMistake(entry.getValue(), additional)));
    entries.replaceAll(
        (key, value) -> {
          Value known = properties.get(key);
          return known != null
              ? in(value, known)
              : others.map(additional -> in(value, additional)).orElse(value);
        });
    return new MapValue(entries);
  }

  private void setDefault(Map<String, Value> entries, String name, Value property) {
    Value value = entries.get(name);
    if (value != null && !isNullByMistake(value, property)) {
      return;
    }
    Optional<Value> fallback = property.at("default");
    if (fallback.isPresent()) {
      entries.put(name, fallback.get());
    } else if (dropsNulls) {
      entries.remove(name);
    }
  }

  private static boolean isNullByMistake(Value value, Value schema) {
    return value.isNull() && !StructuralSchema.isSet(schema, "nullable");
  }
}
