package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.FieldSet.Node;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import io.gitops4j.core.merge.Shapes.Form;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an apply of an object owns: leaves, items of lists and entries of free-form maps, but
 * neither structs nor lists.
 */
final class FieldSetBuilder {
  private final boolean ownsEmpty;
  private final Trail trail = new Trail();

  private FieldSetBuilder(boolean ownsEmpty) {
    this.ownsEmpty = ownsEmpty;
  }

  static FieldSet fieldSetOf(Value object, Schema schema, ServerProfile profile) {
    boolean ownsEmpty = !profile.has(Deviation.EMPTY_CONTAINERS_ARE_NOT_OWNED);
    return new FieldSetBuilder(ownsEmpty).below(object, schema.shapes());
  }

  /** Empty for what is owned as a whole. */
  private FieldSet below(Value value, Shapes shapes) {
    return switch (shapes.formOf(value)) {
      case MAP -> ofMap(value.mapAt(), shapes.granularMap());
      case LIST -> ofList(value, shapes.granularList());
      default -> FieldSet.EMPTY;
    };
  }

  private FieldSet ofMap(MapValue map, MapShape shape) {
    List<Node> nodes = new ArrayList<>(map.entries().size());
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      Field field = new Field(entry.getKey());
      Value value = entry.getValue();
      Shapes shapes = shape.schemaOf(field.name()).shapes();
      boolean leaf = !value.isNull() && shapes.formOf(value) == Form.LEAF;
      boolean member = leaf || !shape.declares(field.name()) || isOwnedEmpty(value, shapes);
      trail.enter(field);
      FieldSet below = below(value, shapes);
      trail.leave();
      if (member || !below.isEmpty()) {
        nodes.add(new Node(field, member, below));
      }
    }
    return FieldSet.ofUnsorted(nodes);
  }

  private boolean isOwnedEmpty(Value value, Shapes shapes) {
    if (value.isNull()) {
      return ownsEmpty || !shapes.isGranular();
    }
    return ownsEmpty && value instanceof MapValue map && map.isEmpty();
  }

  private FieldSet ofList(Value list, ListShape shape) {
    Map<Element, List<Value>> groups = ListItems.groupsOf(list, shape, trail);
    List<Node> nodes = new ArrayList<>(groups.size());
    for (Map.Entry<Element, List<Value>> group : groups.entrySet()) {
      trail.enter(group.getKey());
      FieldSet below =
          group.getValue().size() == 1
              ? below(group.getValue().get(0), shape.items().shapes())
              : FieldSet.EMPTY;
      trail.leave();
      nodes.add(new Node(group.getKey(), true, below));
    }
    return FieldSet.ofUnsorted(nodes);
  }
}
