package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.Form;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs between two objects of one schema. */
final class Comparer {
  private final Trail trail = new Trail();
  private final FieldCollector added = new FieldCollector();
  private final FieldCollector modified = new FieldCollector();
  private final FieldCollector removed = new FieldCollector();

  private Comparer() {}

  static Changes compare(MapValue before, MapValue after, Schema schema) {
    Comparer comparer = new Comparer();
    comparer.compare(before, after, schema.shapes());
    return new Changes(comparer.added.toSet(), comparer.modified.toSet(), comparer.removed.toSet());
  }

  @SuppressWarnings("ReferenceEquality") // a merge shares what it leaves alone
  private void compare(Value before, Value after, Shapes shapes) {
    if (before == after) {
      return;
    }
    Form form = shapes.commonForm(before, after);
    if (form == Form.MAP && !(Shapes.isEmpty(before) && Shapes.isEmpty(after))) {
      compareMaps(before.mapAt(), after.mapAt(), shapes.granularMap());
    } else if (form == Form.LIST && !(Shapes.isEmpty(before) && Shapes.isEmpty(after))) {
      compareLists(before, after, shapes.granularList());
    } else if (!before.equals(after)) {
      mark(modified);
      walkBelow(before, shapes, removed);
      walkBelow(after, shapes, added);
    }
  }

  private void mark(FieldCollector side) {
    side.add(trail.elements());
  }

  private void compareMaps(MapValue before, MapValue after, MapShape shape) {
    before
        .entries()
        .forEach((key, value) -> compareEntry(key, value, after.entries().get(key), shape));
    after
        .entries()
        .forEach(
            (key, value) -> {
              if (!before.entries().containsKey(key)) {
                walkEntry(new Field(key), value, shape.schemaOf(key), added);
              }
            });
  }

  @SuppressWarnings("ReferenceEquality") // a merge shares what it leaves alone
  private void compareEntry(String key, Value before, @Nullable Value after, MapShape shape) {
    if (after == null) {
      walkEntry(new Field(key), before, shape.schemaOf(key), removed);
    } else if (before != after) {
      trail.enterField(key);
      compare(before, after, shape.schemaOf(key).shapes());
      trail.leave();
    }
  }

  private void compareLists(Value before, Value after, ListShape shape) {
    Map<Element, List<Value>> olds = ListItems.groupsOf(before, shape, trail);
    Map<Element, List<Value>> news = ListItems.groupsOf(after, shape, trail);
    Map<Element, List<Value>> all = new HashMap<>(olds);
    all.putAll(news);
    for (Element element : all.keySet()) {
      trail.enter(element);
      compareItems(
          olds.getOrDefault(element, List.of()),
          news.getOrDefault(element, List.of()),
          shape.items().shapes());
      trail.leave();
    }
  }

  /**
   * Duplicates can't be compared one by one: as soon as a side has some, the item changes as a
   * whole.
   */
  private void compareItems(List<Value> before, List<Value> after, Shapes shapes) {
    if (before.size() == 1 && after.size() == 1) {
      compare(before.get(0), after.get(0), shapes);
    } else if (before.size() > 1 && after.size() > 1) {
      if (!before.equals(after)) {
        mark(modified);
      }
    } else {
      walkItems(before, shapes, removed);
      walkItems(after, shapes, added);
    }
  }

  private void walkItems(List<Value> items, Shapes shapes, FieldCollector side) {
    if (items.size() == 1) {
      walk(items.get(0), shapes, side);
    } else if (items.size() > 1) {
      mark(side);
    }
  }

  /** The place itself and everything below. */
  private void walk(Value value, Shapes shapes, FieldCollector side) {
    mark(side);
    walkBelow(value, shapes, side);
  }

  private void walkBelow(Value value, Shapes shapes, FieldCollector side) {
    switch (shapes.formOf(value)) {
      case MAP -> {
        MapShape shape = shapes.granularMap();
        value
            .mapAt()
            .entries()
            .forEach((key, entry) -> walkEntry(new Field(key), entry, shape.schemaOf(key), side));
      }
      case LIST -> {
        ListShape shape = shapes.granularList();
        ListItems.groupsOf(value.asList().orElse(ListValue.EMPTY), shape, trail)
            .forEach(
                (element, items) -> {
                  trail.enter(element);
                  walkItems(items, shape.items().shapes(), side);
                  trail.leave();
                });
      }
      default -> {}
    }
  }

  private void walkEntry(Element element, Value value, Schema schema, FieldCollector side) {
    trail.enter(element);
    walk(value, schema.shapes(), side);
    trail.leave();
  }
}
