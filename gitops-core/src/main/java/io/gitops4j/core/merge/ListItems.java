package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Item;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Schema.ListKey;
import io.gitops4j.core.merge.Shapes.ListKind;
import io.gitops4j.core.merge.Shapes.ListShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the items of a set or keyed list are told apart. */
final class ListItems {

  private ListItems() {}

  /** The elements of the items, in order; an element that comes twice stands for duplicates. */
  static List<Element> elementsOf(Value list, ListShape shape, Trail trail) {
    List<Value> items = list.itemsAt();
    List<Element> elements = new ArrayList<>(items.size());
    for (Value item : items) {
      elements.add(elementOf(item, shape, trail));
    }
    return elements;
  }

  /**
   * The items by their elements, in order of first occurrence; several under one element are
   * duplicates.
   */
  static Map<Element, List<Value>> groupsOf(Value list, ListShape shape, Trail trail) {
    List<Value> items = list.itemsAt();
    Map<Element, List<Value>> groups = new LinkedHashMap<>(items.size() * 2);
    for (Value item : items) {
      groups.merge(elementOf(item, shape, trail), List.of(item), ListItems::joined);
    }
    return groups;
  }

  private static List<Value> joined(List<Value> left, List<Value> right) {
    List<Value> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  static Element elementOf(Value item, ListShape shape, Trail trail) {
    if (shape.kind() != ListKind.SET) {
      return keyOf(item, shape, trail);
    }
    return switch (item.type()) {
      case MAP, LIST, NULL ->
          throw trail.wrong("an item of a set must be a scalar, was " + Validator.phrase(item));
      default -> new Item(item);
    };
  }

  private static Element keyOf(Value item, ListShape shape, Trail trail) {
    if (!(item instanceof MapValue map)) {
      throw trail.wrong(
          "an item of a list with keys %s must be a map, was %s"
              .formatted(names(shape), Validator.phrase(item)));
    }
    TreeMap<String, Scalar> keys = new TreeMap<>();
    for (ListKey key : shape.keys()) {
      @Nullable Value value = map.entries().get(key.name());
      @Nullable Scalar part = value == null ? key.fallback() : scalar(key, value, trail);
      if (part != null) {
        keys.put(key.name(), part);
      }
    }
    if (keys.isEmpty()) {
      throw trail.wrong(
          "an item must have the key %s, which tells it from the others".formatted(names(shape)));
    }
    return new FieldPath.Key(keys);
  }

  /** Refuses an element of which a key is missing. */
  static void requireAllKeys(Element element, ListShape shape, Trail trail) {
    if (element instanceof FieldPath.Key key && key.keys().size() < shape.keys().size()) {
      throw trail.wrong(
          "an item must have the keys %s, was %s; they have no default"
              .formatted(names(shape), element));
    }
  }

  private static Scalar scalar(ListKey key, Value value, Trail trail) {
    if (value instanceof Scalar scalar) {
      return scalar;
    }
    throw trail.wrong(
        "the key '%s' of an item must be a scalar, was %s"
            .formatted(key.name(), Validator.phrase(value)));
  }

  private static String names(ListShape shape) {
    return String.join(" and ", shape.keys().stream().map(key -> "'" + key.name() + "'").toList());
  }
}
