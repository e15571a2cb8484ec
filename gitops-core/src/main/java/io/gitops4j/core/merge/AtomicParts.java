package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPattern;
import io.gitops4j.core.manifest.FieldPattern.Step;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts parts of atomic lists and maps from one object into another: they are applied with their
 * neighbours or not at all.
 *
 * @since 0.1.0
 */
public final class AtomicParts {
  private final List<Step> steps;

  private AtomicParts(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * The object with those parts of its atomic lists and maps that a pattern names as {@code other}
   * has them: changed, added, or gone. Items are paired by what the pattern says of them, else by
   * their name, else by their position; an item that has no counterpart stays as it is.
   */
  public static MapValue takenFrom(
      MapValue other, MapValue object, FieldPattern pattern, Schema schema) {
    AtomicParts parts = new AtomicParts(pattern.steps());
    Value taken = parts.granular(object, other, schema, 0);
    return taken instanceof MapValue map ? map : object;
  }

  private Value granular(Value value, Value other, Schema schema, int depth) {
    if (depth == steps.size()) {
      return value;
    }
    Form form = schema.shapes().formOf(value);
    if (form == Form.MAP && other instanceof MapValue theirs) {
      Map<String, Value> changed = new LinkedHashMap<>(value.mapAt().entries());
      changed.replaceAll((key, entry) -> entry(new Field(key), entry, theirs, schema, depth));
      return new MapValue(changed);
    }
    if (form == Form.LIST && schema.shapes().formOf(other) == Form.LIST) {
      return granularItems(value, other, schema, depth);
    }
    @Nullable Value taken = form == Form.LEAF ? atomic(value, other, depth) : value;
    return taken == null ? value : taken;
  }

  private Value entry(Field field, Value entry, MapValue theirs, Schema schema, int depth) {
    Value counterpart = theirs.entries().get(field.name());
    return counterpart == null || !steps.get(depth).selectsKey(field.name())
        ? entry
        : granular(entry, counterpart, schema.below(field), depth + 1);
  }

  private Value granularItems(Value list, Value other, Schema schema, int depth) {
    List<Element> theirs = ListItems.elementsOf(other, schema.shapes().granularList(), new Trail());
    List<Element> ours = ListItems.elementsOf(list, schema.shapes().granularList(), new Trail());
    List<Value> items = new ArrayList<>(list.itemsAt());
    for (int i = 0; i < items.size(); i++) {
      int counterpart = theirs.indexOf(ours.get(i));
      if (counterpart >= 0 && steps.get(depth).selectsItem(i, items.get(i))) {
        Value theirItem = other.itemsAt().get(counterpart);
        items.set(i, granular(items.get(i), theirItem, schema.below(ours.get(i)), depth + 1));
      }
    }
    return new ListValue(items);
  }

  /** Null if the part is to be gone. */
  private @Nullable Value atomic(@Nullable Value value, @Nullable Value other, int depth) {
    if (depth == steps.size()) {
      return other;
    }
    if (value instanceof MapValue map && other instanceof MapValue theirs) {
      return atomicEntries(map, theirs, depth);
    }
    if (value instanceof ListValue list && other instanceof ListValue theirs) {
      return atomicItems(list, theirs, depth);
    }
    return value;
  }

  private MapValue atomicEntries(MapValue map, MapValue theirs, int depth) {
    Set<String> keys = new LinkedHashSet<>(map.keys());
    if (depth + 1 == steps.size()) {
      keys.addAll(theirs.keys());
    }
    MapValue changed = map;
    for (String key : keys) {
      if (steps.get(depth).selectsKey(key)) {
        Value part = atomic(map.entries().get(key), theirs.entries().get(key), depth + 1);
        changed = part == null ? changed.without(key) : changed.with(key, part);
      }
    }
    return changed;
  }

  private ListValue atomicItems(ListValue list, ListValue theirs, int depth) {
    Step step = steps.get(depth);
    List<Value> changed = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      Value item = list.items().get(i);
      Value counterpart =
          step.selectsItem(i, item) ? counterpart(item, i, theirs.items(), step) : null;
      Value part = counterpart == null ? item : atomic(item, counterpart, depth + 1);
      changed.add(part == null ? item : part);
    }
    if (depth + 1 == steps.size() && step.selectsByContent()) {
      theirs.items().stream()
          .filter(item -> step.selectsItem(-1, item) && !changed.contains(item))
          .forEach(changed::add);
    }
    return new ListValue(changed);
  }

  private static @Nullable Value counterpart(
      Value item, int position, List<Value> theirs, Step step) {
    if (step.selectsByContent()) {
      return theirs.stream().filter(other -> step.selectsItem(-1, other)).findFirst().orElse(null);
    }
    if (item.textAt("name").isPresent()) {
      return theirs.stream()
          .filter(other -> other.textAt("name").equals(item.textAt("name")))
          .findFirst()
          .orElse(null);
    }
    return position < theirs.size() ? theirs.get(position) : null;
  }
}
