package io.gitops4j.core.manifest;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPath.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of an object's lists were read. The places of single fields are not kept: what is
 * wrong with one can be found by its path, while of two items that are alike only a line tells
 * which is which. Immutable.
 */
final class ItemPlaces {
  private final SourcePosition position;
  private final Map<String, ItemPlaces> fields;
  private final List<ItemPlaces> items;

  private ItemPlaces(
      SourcePosition position, Map<String, ItemPlaces> fields, List<ItemPlaces> items) {
    this.position = position;
    this.fields = Map.copyOf(fields);
    this.items = List.copyOf(items);
  }

  static ItemPlaces of(Node node) {
    if (node instanceof Node.MapNode map) {
      return new ItemPlaces(node.position(), ofFields(map), List.of());
    }
    return node instanceof Node.ListNode list
        ? new ItemPlaces(
            node.position(), Map.of(), list.items().stream().map(ItemPlaces::of).toList())
        : new ItemPlaces(node.position(), Map.of(), List.of());
  }

  private static Map<String, ItemPlaces> ofFields(Node.MapNode map) {
    Map<String, ItemPlaces> fields = new HashMap<>();
    map.entries()
        .forEach(
            (name, node) -> {
              if (!(node instanceof Node.ScalarNode)) {
                ItemPlaces below = of(node);
                if (!below.fields.isEmpty() || !below.items.isEmpty()) {
                  fields.put(name, below);
                }
              }
            });
    return fields;
  }

  /** The place of the innermost item on a path of fields and indexes; empty without an item. */
  Optional<SourcePosition> of(FieldPath path) {
    List<SourcePosition> places = new ArrayList<>();
    @Nullable ItemPlaces at = this;
    for (Element element : path.elements()) {
      at = at.below(element);
      if (at == null) {
        break;
      }
      if (element instanceof Index) {
        places.add(at.position);
      }
    }
    return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
  }

  private @Nullable ItemPlaces below(Element element) {
    if (element instanceof Field field) {
      return fields.get(field.name());
    }
    return element instanceof Index index && index.position() < items.size()
        ? items.get(index.position())
        : null;
  }
}
