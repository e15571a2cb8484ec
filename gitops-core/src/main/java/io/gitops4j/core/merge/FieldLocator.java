package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPath.Index;
import io.gitops4j.core.manifest.FieldPattern;
import io.gitops4j.core.manifest.FieldPattern.Step;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the fields of an object that a pattern names, in the words in which they are owned.
 *
 * @since 0.1.0
 */
public final class FieldLocator {
  private final List<Step> steps;
  private final List<Located> found = new ArrayList<>();

  private FieldLocator(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * A field that was found.
   *
   * @param path within something atomic list items are named by their position
   * @param owned the path in whose name the field is owned: {@code path} itself, or the atomic list
   *     or map that the field lies in
   * @since 0.1.0
   */
  public record Located(FieldPath path, FieldPath owned) {
    /** Whether the field is only owned together with its neighbours. */
    public boolean isWithinAtomic() {
      return path.elements().size() > owned.elements().size();
    }
  }

  /**
   * The fields of an object that a pattern names, in the order of the object.
   *
   * @throws MergeException if an item on the way lacks what it is told apart by
   */
  public static List<Located> find(MapValue object, FieldPattern pattern, Schema schema) {
    FieldLocator locator = new FieldLocator(pattern.steps());
    locator.walk(object, new Place(FieldPath.ROOT, -1), schema);
    return locator.found;
  }

  /** Where the walk stands, and how long the path was where something atomic began; -1 if not. */
  private record Place(FieldPath path, int atomicFrom) {
    Place then(Element element) {
      return new Place(path.then(element), atomicFrom);
    }

    Place atomic() {
      return atomicFrom >= 0 ? this : new Place(path, path.elements().size());
    }

    Located located() {
      return new Located(
          path, atomicFrom < 0 ? path : new FieldPath(path.elements().subList(0, atomicFrom)));
    }
  }

  private void walk(Value value, Place place, Schema schema) {
    int depth = place.path.elements().size();
    if (depth == steps.size()) {
      found.add(place.located());
    } else if (value instanceof MapValue map) {
      boolean granular = schema.shapes().formOf(value) == Form.MAP;
      Place here = granular ? place : place.atomic();
      for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
        if (steps.get(depth).selectsKey(entry.getKey())) {
          Field field = new Field(entry.getKey());
          walk(entry.getValue(), here.then(field), schema.below(field));
        }
      }
    } else {
      items(value, place, schema);
    }
  }

  private void items(Value list, Place place, Schema schema) {
    boolean granular = schema.shapes().formOf(list) == Form.LIST;
    Place here = granular ? place : place.atomic();
    List<Value> items = list.itemsAt();
    for (int i = 0; i < items.size(); i++) {
      if (steps.get(place.path.elements().size()).selectsItem(i, items.get(i))) {
        Element element =
            granular
                ? ListItems.elementOf(items.get(i), schema.shapes().granularList(), new Trail())
                : new Index(i);
        walk(items.get(i), here.then(element), schema.below(element));
      }
    }
  }
}
