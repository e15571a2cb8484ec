package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPath.Index;
import io.gitops4j.core.manifest.FieldPath.Item;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.FieldSet.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts an object down to what a field set covers, without a schema. */
final class FieldExtraction {

  private FieldExtraction() {}

  /** Null if nothing is covered. */
  static @Nullable Value extract(FieldSet set, Value value) {
    if (value instanceof MapValue map) {
      return fromMap(set, map);
    }
    return value instanceof ListValue list ? fromList(set, list) : null;
  }

  private static @Nullable Value extract(Node node, Value value) {
    if (node.below().isEmpty()) {
      return value;
    }
    Value part = extract(node.below(), value);
    return part == null && node.member() ? emptyLike(value) : part;
  }

  private static Value emptyLike(Value value) {
    return switch (value.type()) {
      case MAP -> MapValue.EMPTY;
      case LIST -> ListValue.EMPTY;
      default -> value;
    };
  }

  private static @Nullable Value fromMap(FieldSet set, MapValue map) {
    Map<String, Value> kept = new LinkedHashMap<>(set.nodes().size() * 2);
    for (Node node : set.nodes()) {
      if (node.element() instanceof Field field) {
        Value value = map.entries().get(field.name());
        Value part = value == null ? null : extract(node, value);
        if (part != null) {
          kept.put(field.name(), part);
        }
      }
    }
    return kept.isEmpty() ? null : new MapValue(kept);
  }

  private static @Nullable Value fromList(FieldSet set, ListValue list) {
    @Nullable Value[] parts = new @Nullable Value[list.items().size()];
    for (Node node : set.nodes()) {
      for (int i = 0; i < parts.length; i++) {
        if (selects(node.element(), list.items(), i)) {
          Value part = extract(node, list.items().get(i));
          parts[i] = part == null ? parts[i] : part;
        }
      }
    }
    List<Value> kept = new ArrayList<>(parts.length);
    for (Value part : parts) {
      if (part != null) {
        kept.add(part);
      }
    }
    return kept.isEmpty() ? null : new ListValue(kept);
  }

  private static boolean selects(Element element, List<Value> items, int position) {
    Value item = items.get(position);
    if (element instanceof Index index) {
      return index.position() == position;
    }
    if (element instanceof Item wanted) {
      return wanted.value().equals(item);
    }
    if (!(element instanceof FieldPath.Key key) || !(item instanceof MapValue map)) {
      return false;
    }
    return matches(key, map, false)
        || (matches(key, map, true)
            && items.stream()
                .noneMatch(other -> other instanceof MapValue m && matches(key, m, false)));
  }

  /**
   * With {@code lenient}, an item may lack keys, which are then defaults of the schema, but not all
   * of them.
   */
  private static boolean matches(FieldPath.Key key, MapValue item, boolean lenient) {
    boolean any = false;
    for (Map.Entry<String, Scalar> part : key.keys().entrySet()) {
      @Nullable Value value = item.entries().get(part.getKey());
      if (value == null ? !lenient : !value.equals(part.getValue())) {
        return false;
      }
      any |= value != null;
    }
    return any;
  }
}
