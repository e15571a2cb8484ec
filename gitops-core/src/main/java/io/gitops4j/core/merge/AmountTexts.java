package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes amounts that are numbers as texts: {@code cpu: 1} is what everybody writes and a plain
 * create takes, but server-side apply refuses it on servers whose schema calls amounts texts.
 *
 * @since 0.1.0
 */
public final class AmountTexts {
  private AmountTexts() {}

  /** The configuration with texts for amounts; what does not fit the schema stays as it is. */
  public static MapValue in(MapValue config, Schema schema) {
    return in((Value) config, schema) instanceof MapValue map ? map : config;
  }

  private static Value in(Value value, @Nullable Schema schema) {
    if (schema == null) {
      return value;
    }
    Shapes shapes = schema.shapes();
    if (value instanceof MapValue map && shapes.map() != null) {
      return inMap(map, shapes.map());
    }
    if (value instanceof ListValue list && shapes.list() != null) {
      return inList(list, shapes.list());
    }
    return schema.scalarKind().equals(Optional.of(ScalarKind.QUANTITY)) ? text(value) : value;
  }

  private static Value text(Value value) {
    return switch (value.type()) {
      case INTEGER -> Scalar.of(String.valueOf(value.toPlain()));
      case DECIMAL -> Quantity.of(value).<Value>map(it -> Scalar.of(it.canonical())).orElse(value);
      default -> value;
    };
  }

  private static MapValue inMap(MapValue map, MapShape shape) {
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

  private static ListValue inList(ListValue list, ListShape shape) {
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
