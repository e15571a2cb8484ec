package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an API server keeps of a merged object. A merge leaves null where a map or list lost its
 * last entry; nothing is stored there. Of the kinds of Kubernetes itself, which are stored typed,
 * it keeps no empty list and no empty map from names to scalars either, while an empty struct such
 * as {@code emptyDir: {}} stays.
 *
 * <p>What the object before has in the same place stays in any case: some lists are stored empty.
 *
 * @since 0.1.0
 */
public final class StoredForm {
  private final boolean typed;

  private StoredForm(boolean typed) {
    this.typed = typed;
  }

  /**
   * The stored form of a merged object.
   *
   * @param live the object before
   */
  public static MapValue of(MapValue live, MapValue merged, GroupVersionKind kind) {
    Schema schema = BuiltInSchemas.of(kind).orElse(null);
    return new StoredForm(schema != null).inMap(live, merged, schema);
  }

  private MapValue inMap(@Nullable Value live, MapValue merged, @Nullable Schema schema) {
    MapShape shape = schema == null ? null : schema.shapes().map();
    Map<String, Value> kept = new LinkedHashMap<>();
    merged
        .entries()
        .forEach(
            (key, value) -> {
              Value before = live instanceof MapValue map ? map.entries().get(key) : null;
              Schema below = shape == null ? null : shape.of(key);
              if (value.equals(before) || !isOmitted(value, below)) {
                kept.put(key, in(before, value, below));
              } else if (before != null && Shapes.isEmpty(before)) {
                // Some types store nothing as null, such as the rules of a Role.
                kept.put(key, before);
              }
            });
    return new MapValue(kept);
  }

  private boolean isOmitted(Value value, @Nullable Schema schema) {
    if (value instanceof MapValue map) {
      return map.isEmpty() && isMapOfScalars(schema);
    }
    return value.isNull() || (typed && value instanceof ListValue list && list.isEmpty());
  }

  private boolean isMapOfScalars(@Nullable Schema schema) {
    MapShape shape = !typed || schema == null ? null : schema.shapes().map();
    return shape != null
        && shape.fields().isEmpty()
        && shape.others() != null
        && shape.others().shapes().map() == null;
  }

  private Value in(@Nullable Value live, Value merged, @Nullable Schema schema) {
    if (merged.equals(live)) {
      return merged;
    }
    if (merged instanceof MapValue map) {
      return inMap(live, map, schema);
    }
    return merged instanceof ListValue list ? inList(live, list, schema) : merged;
  }

  private ListValue inList(@Nullable Value live, ListValue merged, @Nullable Schema schema) {
    ListShape shape = schema == null ? null : schema.shapes().list();
    Schema below = shape == null ? null : shape.items();
    List<Value> before = live instanceof ListValue list ? list.items() : List.of();
    return new ListValue(
        merged.items().stream().map(item -> in(counterpart(before, item), item, below)).toList());
  }

  /** By name, which most items have: it matters only to what is empty before and after. */
  private static @Nullable Value counterpart(List<Value> before, Value item) {
    if (before.contains(item)) {
      return item;
    }
    return item.textAt("name").isEmpty()
        ? null
        : before.stream()
            .filter(other -> other.textAt("name").equals(item.textAt("name")))
            .findFirst()
            .orElse(null);
  }
}
