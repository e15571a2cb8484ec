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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cuts an object down to what a field set covers, without a schema. */
final class FieldExtraction {

  private FieldExtraction() {}

  static Optional<Value> extract(FieldSet set, Value value) {
    Optional<Value> part = value.asMap().flatMap(map -> fromMap(set, map));
    return part.isPresent() ? part : value.asList().flatMap(list -> fromList(set, list));
  }

  private static Optional<Value> extract(Node node, Value value) {
    if (node.below().isEmpty()) {
      return Optional.of(value);
    }
    Optional<Value> part = extract(node.below(), value);
    return part.isPresent() || !node.member() ? part : Optional.of(emptyLike(value));
  }

  private static Value emptyLike(Value value) {
    return switch (value.type()) {
      case MAP -> MapValue.EMPTY;
      case LIST -> ListValue.EMPTY;
      default -> value;
    };
  }

  private static Optional<Value> fromMap(FieldSet set, MapValue map) {
    Map<String, Value> kept = new LinkedHashMap<>();
    for (Node node : set.nodes()) {
      if (node.element() instanceof Field field) {
        map.get(field.name())
            .flatMap(value -> extract(node, value))
            .ifPresent(part -> kept.put(field.name(), part));
      }
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(new MapValue(kept));
  }

  private static Optional<Value> fromList(FieldSet set, ListValue list) {
    TreeMap<Integer, Value> kept = new TreeMap<>();
    for (Node node : set.nodes()) {
      for (int i = 0; i < list.items().size(); i++) {
        Value item = list.items().get(i);
        if (selects(node.element(), list.items(), i)) {
          int position = i;
          extract(node, item).ifPresent(part -> kept.put(position, part));
        }
      }
    }
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new ListValue(List.copyOf(kept.values())));
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
