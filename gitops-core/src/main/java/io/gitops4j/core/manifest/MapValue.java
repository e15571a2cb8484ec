package io.gitops4j.core.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map from text to values, in the order given; equality ignores the order.
 *
 * @param entries copied; iterates in its own order
 * @since 0.1.0
 */
public record MapValue(Map<String, Value> entries) implements Value {
  /** The map without entries. */
  public static final MapValue EMPTY = new MapValue(Map.of());

  /** Copies the entries and keeps their order. */
  public MapValue {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** A map of one entry. */
  public static MapValue of(String key, Value value) {
    return new MapValue(Map.of(key, value));
  }

  @Override
  public Optional<MapValue> asMap() {
    return Optional.of(this);
  }

  @Override
  public ValueType type() {
    return ValueType.MAP;
  }

  @Override
  public Object toPlain() {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    entries.forEach((key, value) -> plain.put(key, value.toPlain()));
    return Collections.unmodifiableMap(plain);
  }

  /** The value of a key, empty if the key is missing. */
  public Optional<Value> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The keys, in order. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** This map with one entry set: in its old place if the key exists, at the end if not. */
  public MapValue with(String key, Value value) {
    LinkedHashMap<String, Value> changed = new LinkedHashMap<>(entries);
    changed.put(key, value);
    return new MapValue(changed);
  }

  /** This map without a key; the same map if it has no such key. */
  public MapValue without(String key) {
    if (!entries.containsKey(key)) {
      return this;
    }
    LinkedHashMap<String, Value> changed = new LinkedHashMap<>(entries);
    changed.remove(key);
    return new MapValue(changed);
  }

  /**
   * This map without keys whose value is null, at any depth; nulls that are items of lists stay.
   */
  public MapValue withoutNulls() {
    LinkedHashMap<String, Value> kept = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> {
          if (!value.isNull()) {
            kept.put(key, withoutNulls(value));
          }
        });
    return new MapValue(kept);
  }

  private static Value withoutNulls(Value value) {
    if (value instanceof MapValue map) {
      return map.withoutNulls();
    }
    return value instanceof ListValue list
        ? new ListValue(list.items().stream().map(MapValue::withoutNulls).toList())
        : value;
  }
}
