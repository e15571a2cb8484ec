package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes deep inside immutable maps. */
final class Fields {

  private Fields() {}

  /** With a value at a path; maps on the way are made. */
  static MapValue set(MapValue root, Value value, String... path) {
    if (path.length == 1) {
      return root.with(path[0], value);
    }
    return root.with(path[0], set(root.mapAt(path[0]), value, tail(path)));
  }

  static MapValue set(MapValue root, String text, String... path) {
    return set(root, Scalar.of(text), path);
  }

  static MapValue set(MapValue root, long number, String... path) {
    return set(root, Scalar.of(number), path);
  }

  /** With a value at a path where there is none, or null. */
  static MapValue fallback(MapValue root, Value value, String... path) {
    return root.at(path).filter(there -> !there.isNull()).isPresent()
        ? root
        : set(root, value, path);
  }

  static MapValue fallback(MapValue root, String text, String... path) {
    return fallback(root, Scalar.of(text), path);
  }

  static MapValue fallback(MapValue root, long number, String... path) {
    return fallback(root, Scalar.of(number), path);
  }

  /** Without what is at a path; maps on the way stay, also empty ones. */
  static MapValue remove(MapValue root, String... path) {
    if (path.length == 1) {
      return root.without(path[0]);
    }
    return root.get(path[0])
        .flatMap(Value::asMap)
        .map(map -> root.with(path[0], remove(map, tail(path))))
        .orElse(root);
  }

  /** With the map at a path changed, if there is one. */
  static MapValue edit(MapValue root, UnaryOperator<MapValue> change, String... path) {
    if (path.length == 0) {
      return change.apply(root);
    }
    return root.get(path[0])
        .flatMap(Value::asMap)
        .map(map -> root.with(path[0], edit(map, change, tail(path))))
        .orElse(root);
  }

  /** With every map in the list at a path changed, if there is a list. */
  static MapValue editItems(MapValue root, UnaryOperator<MapValue> change, String... path) {
    return root.at(path)
        .flatMap(Value::asList)
        .map(list -> set(root, eachMap(list, change), path))
        .orElse(root);
  }

  private static ListValue eachMap(ListValue list, UnaryOperator<MapValue> change) {
    Function<Value, Value> item = value -> value.asMap().<Value>map(change).orElse(value);
    return new ListValue(list.items().stream().map(item).toList());
  }

  private static String[] tail(String[] path) {
    return Arrays.copyOfRange(path, 1, path.length);
  }
}
