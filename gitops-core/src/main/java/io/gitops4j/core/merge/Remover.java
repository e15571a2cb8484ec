package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the paths of a set out of an object. A container that thereby becomes empty, and something
 * atomic of which a part is to go, become null.
 */
final class Remover {
  private final Trail trail = new Trail();

  private Remover() {}

  static MapValue without(MapValue object, FieldSet set, Schema schema) {
    return set.isEmpty() ? object : new Remover().remove(object, set, schema.shapes()).mapAt();
  }

  private Value remove(Value value, FieldSet set, Shapes shapes) {
    return switch (shapes.formOf(value)) {
      case MAP -> removeFromMap(value.mapAt(), set, shapes.granularMap());
      case LIST -> removeFromList(value, set, shapes.granularList());
      default -> value instanceof Scalar ? value : Scalar.NULL;
    };
  }

  private Value removeFromMap(MapValue map, FieldSet set, MapShape shape) {
    Map<String, Value> kept = new LinkedHashMap<>(map.entries());
    for (FieldSet.Node node : set.nodes()) {
      if (node.element() instanceof Field field) {
        if (node.member()) {
          kept.remove(field.name());
        } else {
          kept.computeIfPresent(
              field.name(), (name, value) -> removeBelow(node, value, shape.schemaOf(name)));
        }
      }
    }
    return kept.isEmpty() && !map.isEmpty() ? Scalar.NULL : new MapValue(kept);
  }

  private Value removeFromList(Value list, FieldSet set, ListShape shape) {
    List<Value> items = list.itemsAt();
    List<Value> kept = new ArrayList<>(items.size());
    for (Value item : items) {
      Element element = ListItems.elementOf(item, shape, trail);
      FieldSet.Node node = set.node(element);
      if (node == null) {
        kept.add(item);
      } else if (!node.member()) {
        kept.add(removeBelow(node, item, shape.items()));
      }
    }
    return kept.isEmpty() && !items.isEmpty() ? Scalar.NULL : new ListValue(kept);
  }

  private Value removeBelow(FieldSet.Node node, Value value, Schema schema) {
    trail.enter(node.element());
    Value rest = remove(value, node.below(), schema.shapes());
    trail.leave();
    return rest;
  }
}
