package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Schema.ListKey;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spells out the keys of list items that a schema gives by default, such as {@code protocol: TCP}
 * of a Service's port: some API servers fail without them, and only what is spelled is owned.
 *
 * @since 0.1.0
 */
public final class ListKeyDefaults {
  private ListKeyDefaults() {}

  /** The configuration with its list keys complete; what does not fit the schema stays as it is. */
  public static MapValue filledIn(MapValue config, Schema schema) {
    return filled(config, schema) instanceof MapValue map ? map : config;
  }

  private static Value filled(Value value, @Nullable Schema schema) {
    if (schema == null) {
      return value;
    }
    MapShape mapShape = schema.shapes().map();
    if (value instanceof MapValue map && mapShape != null) {
      return inMap(map, mapShape);
    }
    ListShape listShape = schema.shapes().list();
    if (value instanceof ListValue list && listShape != null) {
      return inList(list, listShape);
    }
    return value;
  }

  private static MapValue inMap(MapValue map, MapShape shape) {
    Map<String, Value> entries = new LinkedHashMap<>(map.entries());
    boolean changed = false;
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      Value before = entry.getValue();
      Value after = filled(before, shape.of(entry.getKey()));
      entry.setValue(after);
      changed |= after != before;
    }
    return changed ? new MapValue(entries) : map;
  }

  private static ListValue inList(ListValue list, ListShape shape) {
    List<Value> items = new ArrayList<>(list.items().size());
    boolean changed = false;
    for (Value before : list.items()) {
      Value after = filled(before, shape.items());
      for (ListKey key : shape.keys()) {
        Scalar fallback = key.fallback();
        if (fallback != null
            && says(fallback)
            && after instanceof MapValue item
            && lacks(item, key)) {
          after = item.with(key.name(), fallback);
        }
      }
      items.add(after);
      changed |= after != before;
    }
    return changed ? new ListValue(items) : list;
  }

  /** An empty text or zero only tells the item apart; nobody would write it. */
  private static boolean says(Scalar fallback) {
    return !fallback.equals(Scalar.of("")) && !fallback.equals(Scalar.of(0L));
  }

  private static boolean lacks(MapValue item, ListKey key) {
    return !item.entries().containsKey(key.name());
  }
}
