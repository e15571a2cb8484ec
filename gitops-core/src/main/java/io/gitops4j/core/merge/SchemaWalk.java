package io.gitops4j.core.merge;

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
 * Rewrites a configuration along its schema, the inner values first. What stays as it is is shared,
 * and what does not fit the schema is left alone.
 */
final class SchemaWalk {
  private final Step step;

  private SchemaWalk(Step step) {
    this.step = step;
  }

  /** What becomes of one value, the values below it done. */
  @FunctionalInterface
  interface Step {
    Value rewritten(Value value, Schema schema);
  }

  static MapValue rewritten(MapValue config, Schema schema, Step step) {
    return new SchemaWalk(step).in(config, schema) instanceof MapValue map ? map : config;
  }

  private Value in(Value value, @Nullable Schema schema) {
    if (schema == null) {
      return value;
    }
    MapShape mapShape = schema.shapes().map();
    if (value instanceof MapValue map && mapShape != null) {
      return step.rewritten(inMap(map, mapShape), schema);
    }
    ListShape listShape = schema.shapes().list();
    if (value instanceof ListValue list && listShape != null) {
      return step.rewritten(inList(list, listShape), schema);
    }
    return step.rewritten(value, schema);
  }

  @SuppressWarnings("ReferenceEquality") // what stays is shared
  private MapValue inMap(MapValue map, MapShape shape) {
    Map<String, Value> entries = new LinkedHashMap<>(map.entries());
    boolean changed = false;
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      Value before = entry.getValue();
      Value after = in(before, shape.of(entry.getKey()));
      entry.setValue(after);
      changed |= after != before;
    }
    return changed ? new MapValue(entries) : map;
  }

  @SuppressWarnings("ReferenceEquality") // what stays is shared
  private ListValue inList(ListValue list, ListShape shape) {
    List<Value> items = new ArrayList<>(list.items().size());
    boolean changed = false;
    for (Value before : list.items()) {
      Value after = in(before, shape.items());
      items.add(after);
      changed |= after != before;
    }
    return changed ? new ListValue(items) : list;
  }
}
