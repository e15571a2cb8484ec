package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
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
    FieldCollector root = new FieldCollector();
    new FieldSetBuilder(ownsEmpty).collect(object, schema.shapes(), root);
    return root.toSet();
  }

  private void collect(Value value, Shapes shapes, FieldCollector place) {
    switch (shapes.formOf(value)) {
      case MAP -> collectMap(value.mapAt(), shapes.granularMap(), place);
      case LIST -> collectList(value, shapes.granularList(), place);
      default -> place.markMember();
    }
  }

  private void collectMap(MapValue map, MapShape shape, FieldCollector place) {
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      Field field = new Field(entry.getKey());
      Value value = entry.getValue();
      FieldCollector child = place.at(field);
      trail.enter(field);
      Shapes shapes = shape.schemaOf(field.name()).shapes();
      if (!shape.declares(field.name()) || isOwnedEmpty(value, shapes)) {
        child.markMember();
      }
      if (!value.isNull()) {
        collect(value, shapes, child);
      }
      trail.leave();
    }
  }

  private boolean isOwnedEmpty(Value value, Shapes shapes) {
    if (value.isNull()) {
      return ownsEmpty || !shapes.isGranular();
    }
    return ownsEmpty && value instanceof MapValue map && map.isEmpty();
  }

  private void collectList(Value list, ListShape shape, FieldCollector place) {
    for (Map.Entry<Element, List<Value>> group :
        ListItems.groupsOf(list, shape, trail).entrySet()) {
      FieldCollector child = place.at(group.getKey());
      child.markMember();
      if (group.getValue().size() == 1) {
        trail.enter(group.getKey());
        collect(group.getValue().get(0), shape.items().shapes(), child);
        trail.leave();
      }
    }
  }
}
