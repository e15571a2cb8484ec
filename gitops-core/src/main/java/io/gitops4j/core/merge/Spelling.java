package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import io.gitops4j.core.merge.Shapes.ScalarShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spells a configuration as the object has it already, where both mean the same: {@code 1000m} as
 * {@code 1}. For comparing only: what is left after that is a difference in fact. A merge never
 * does it, as servers merge what they are sent and spell it when they store it.
 *
 * <p>What means the same is told by the schema. Where it says nothing, only these do: amounts below
 * {@code limits} and {@code requests}, and a point in time or a duration that the object has
 * exactly as Go writes it; any other text may be one to which its spelling matters.
 *
 * @since 0.1.0
 */
public final class Spelling {
  private Spelling() {}

  /** The configuration in the object's spelling. */
  public static MapValue asIn(MapValue object, MapValue config, Schema schema) {
    return inMap(object, config, schema.shapes().map(), Meaning.Place.ROOT);
  }

  private static Value in(Value object, Value config, Schema schema, Meaning.Place place) {
    if (object.equals(config)) {
      return config;
    }
    Shapes shapes = schema.shapes();
    if (object instanceof MapValue live && config instanceof MapValue stated) {
      return inMap(live, stated, shapes.map(), place);
    }
    if (object instanceof ListValue live && config instanceof ListValue stated) {
      return inList(live, stated, shapes.list(), place);
    }
    return object instanceof Scalar live
            && config instanceof Scalar stated
            && Meaning.isSame(live, stated, kind(shapes), place)
        ? object
        : config;
  }

  private static ScalarKind kind(Shapes shapes) {
    ScalarShape scalar = shapes.scalar();
    return scalar == null ? ScalarKind.ANY : scalar.kind();
  }

  private static MapValue inMap(
      MapValue object, MapValue config, @Nullable MapShape shape, Meaning.Place place) {
    Map<String, Value> entries = null;
    for (Map.Entry<String, Value> entry : config.entries().entrySet()) {
      String key = entry.getKey();
      Value live = object.entries().get(key);
      Value before = entry.getValue();
      if (live != null && !live.equals(before)) {
        Schema below = shape == null ? Schema.deduced() : shape.schemaOf(key);
        Value after = in(live, before, below, place.below(key));
        if (after != before) {
          entries = entries == null ? new LinkedHashMap<>(config.entries()) : entries;
          entries.put(key, after);
        }
      }
    }
    return entries == null ? config : new MapValue(entries);
  }

  private static ListValue inList(
      ListValue object, ListValue config, @Nullable ListShape shape, Meaning.Place place) {
    Schema below = shape == null ? Schema.deduced() : shape.items();
    Map<Object, Value> counterparts = new HashMap<>();
    List<Object> names = names(object, shape);
    for (int i = 0; i < names.size(); i++) {
      counterparts.putIfAbsent(names.get(i), object.items().get(i));
    }
    List<Value> items = new ArrayList<>(config.items().size());
    boolean changed = false;
    names = names(config, shape);
    for (int i = 0; i < names.size(); i++) {
      Value before = config.items().get(i);
      Value live = counterparts.get(names.get(i));
      Value after = live == null ? before : in(live, before, below, place);
      items.add(after);
      changed |= after != before;
    }
    return changed ? new ListValue(items) : config;
  }

  /** What tells which items belong together: keys and values where they are known, else places. */
  private static List<Object> names(ListValue list, @Nullable ListShape shape) {
    List<Object> names = new ArrayList<>(list.items().size());
    for (int i = 0; i < list.items().size(); i++) {
      names.add(shape == null || shape.isAtomic() ? i : name(list.items().get(i), shape));
    }
    return names;
  }

  private static Object name(Value item, ListShape shape) {
    try {
      Element element = ListItems.elementOf(item, shape, new Trail());
      return element;
    } catch (MergeException e) {
      return item;
    }
  }
}
