package io.gitops4j.core.manifest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value: map, list or scalar. Immutable and thread-safe; maps keep the order in which their
 * entries were given, which does not count for equality.
 *
 * <p>Numbers are canonical: an integral number in the range of {@code long} is an {@link
 * Scalar.IntegerValue} however it was spelled, as after kubectl's conversion from YAML to JSON.
 *
 * @since 0.1.0
 */
public sealed interface Value permits MapValue, ListValue, Scalar {

  /**
   * Converts plain Java data: maps with text keys, collections, text, numbers, booleans, null, and
   * values as they are.
   *
   * @throws IllegalArgumentException for any other class, a key that is no text, or a number that
   *     JSON can't hold
   */
  static Value of(@Nullable Object plain) {
    if (plain instanceof Value value) {
      return value;
    }
    if (plain instanceof Map<?, ?> map) {
      LinkedHashMap<String, Value> entries = new LinkedHashMap<>();
      map.forEach((key, value) -> entries.put(textKey(key), of(value)));
      return new MapValue(entries);
    }
    if (plain instanceof Collection<?> items) {
      return new ListValue(items.stream().map(Value::of).toList());
    }
    return Scalar.ofPlain(plain);
  }

  private static String textKey(@Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a map key must be text, was '" + key + "'");
  }

  /**
   * Plain Java data that {@link #of} turns back into an equal value: unmodifiable maps and lists,
   * text, numbers, booleans, null.
   */
  @Nullable Object toPlain();

  /** The kind of JSON value. */
  ValueType type();

  /** This value if it is a map. */
  default Optional<MapValue> asMap() {
    return Optional.empty();
  }

  /** This value if it is a list. */
  default Optional<ListValue> asList() {
    return Optional.empty();
  }

  /** The text if this is a text; numbers and booleans are no text. */
  default Optional<String> asText() {
    return Optional.empty();
  }

  /** The number if this is an integral number in the range of {@code long}. */
  default Optional<Long> asInteger() {
    return Optional.empty();
  }

  /** The boolean if this is one. */
  default Optional<Boolean> asBoolean() {
    return Optional.empty();
  }

  /** Whether this is JSON's null. */
  default boolean isNull() {
    return type() == ValueType.NULL;
  }

  /**
   * The value under nested map keys, empty where a key is missing or a value on the way is no map;
   * {@code at()} is this value.
   */
  default Optional<Value> at(String... keys) {
    Optional<Value> value = Optional.of(this);
    for (String key : keys) {
      value = value.flatMap(Value::asMap).flatMap(map -> map.get(key));
    }
    return value;
  }

  /** The text under nested map keys, empty where it is missing or no text. */
  default Optional<String> textAt(String... keys) {
    return at(keys).flatMap(Value::asText);
  }

  /** The integer under nested map keys, empty where it is missing or no integer. */
  default Optional<Long> integerAt(String... keys) {
    return at(keys).flatMap(Value::asInteger);
  }

  /** The map under nested map keys, the empty map where it is missing or no map. */
  default MapValue mapAt(String... keys) {
    return at(keys).flatMap(Value::asMap).orElse(MapValue.EMPTY);
  }

  /** The items of the list under nested map keys, none where it is missing or no list. */
  default List<Value> itemsAt(String... keys) {
    return at(keys).flatMap(Value::asList).map(ListValue::items).orElse(List.of());
  }
}
