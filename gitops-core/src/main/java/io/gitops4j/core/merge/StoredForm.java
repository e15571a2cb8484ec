package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
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

  @SuppressWarnings("ReferenceEquality") // what stays is shared
  private MapValue inMap(@Nullable Value live, MapValue merged, @Nullable Schema schema) {
    MapShape shape = schema == null ? null : schema.shapes().map();
    Map<String, Value> kept = null;
    for (Map.Entry<String, Value> entry : merged.entries().entrySet()) {
      String key = entry.getKey();
      Value before = live instanceof MapValue map ? map.entries().get(key) : null;
      Value value = entry.getValue();
      Value stored = value.equals(before) ? value : inEntry(before, value, below(shape, key));
      if (stored != value) {
        kept = kept == null ? new LinkedHashMap<>(merged.entries()) : kept;
        if (stored == null) {
          kept.remove(key);
        } else {
          kept.put(key, stored);
        }
      }
    }
    return kept == null ? merged : new MapValue(kept);
  }

  private static @Nullable Schema below(@Nullable MapShape shape, String key) {
    return shape == null ? null : shape.of(key);
  }

  /** Null for what is not stored. */
  private @Nullable Value inEntry(@Nullable Value before, Value value, @Nullable Schema schema) {
    if (!isOmitted(value, schema)) {
      return in(before, value, schema);
    }
    // Some types store nothing as null, such as the rules of a Role.
    return before != null && Shapes.isEmpty(before) ? before : null;
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
    List<Value> items = new ArrayList<>(merged.items().size());
    for (Value item : merged.items()) {
      items.add(in(counterpart(before, item), item, below));
    }
    return items.equals(merged.items()) ? merged : new ListValue(items);
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
