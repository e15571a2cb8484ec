package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPath.Index;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the items of lists that a configuration states twice, which the API server refuses: not
 * only that there are some, but which. Lists that are owned as a whole may hold anything twice.
 *
 * @since 0.1.0
 */
public final class DuplicateItems {
  private final Trail named = new Trail();
  private final Trail counted = new Trail();
  private final List<Duplicate> found = new ArrayList<>();

  private DuplicateItems() {}

  /**
   * An item that is stated again.
   *
   * @param item the item as owners call it: {@code .spec.containers[name="web"].env[name="A"]}
   * @param first where it is stated first, by indexes: {@code .spec.containers[0].env[1]}
   * @param second where it is stated again, by indexes
   * @since 0.1.0
   */
  public record Duplicate(FieldPath item, FieldPath first, FieldPath second) {}

  /** Every item that is stated again, in the order of the configuration. */
  public static List<Duplicate> in(MapValue config, Schema schema) {
    DuplicateItems search = new DuplicateItems();
    search.walk(config, schema);
    return List.copyOf(search.found);
  }

  private void walk(Value value, Schema schema) {
    MapShape map = schema.shapes().map();
    ListShape list = schema.shapes().list();
    if (value instanceof MapValue entries && map != null) {
      entries
          .entries()
          .forEach((key, entry) -> below(new Field(key), new Field(key), entry, map.schemaOf(key)));
    } else if (value instanceof ListValue items && list != null) {
      walkItems(items, list);
    }
  }

  private void below(Element name, Element place, Value value, Schema schema) {
    named.enter(name);
    counted.enter(place);
    walk(value, schema);
    named.leave();
    counted.leave();
  }

  private void walkItems(ListValue list, ListShape shape) {
    Map<Element, Integer> seen = new HashMap<>();
    int position = 0;
    for (Value item : list.items()) {
      Index place = new Index(position);
      Element name = shape.isAtomic() ? place : nameOf(item, shape, place);
      Integer first = seen.putIfAbsent(name, position);
      if (first != null) {
        found.add(
            new Duplicate(
                named.path().then(name),
                counted.path().then(new Index(first)),
                counted.path().then(place)));
      }
      below(name, place, item, shape.items());
      position++;
    }
  }

  /** An item that can't be told apart is no duplicate; validation says what is wrong with it. */
  private Element nameOf(Value item, ListShape shape, Index place) {
    try {
      return ListItems.elementOf(item, shape, named);
    } catch (MergeException e) {
      return place;
    }
  }
}
