package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a merged object what a server accepted before and did not keep: an empty value that
 * is owned, while the object has nothing in its place. Whoever removes a field takes it from its
 * owners, so an owned field that is not there was left out by the server: {@code hostNetwork:
 * false} and {@code tolerations: []} are stored as nothing.
 *
 * @since 0.1.0
 */
public final class EmptyFields {
  private final FieldSet owned;
  private final Trail trail = new Trail();

  private EmptyFields(FieldSet owned) {
    this.owned = owned;
  }

  /**
   * The merged object as it would be stored.
   *
   * @param live the object before
   * @param owned what the applier owned before
   */
  public static MapValue leftOut(MapValue live, MapValue merged, FieldSet owned, Schema schema) {
    return new EmptyFields(owned).inMap(live, merged, schema);
  }

  @SuppressWarnings("ReferenceEquality") // what stays is shared
  private MapValue inMap(@Nullable Value live, MapValue merged, Schema schema) {
    Map<String, Value> entries = live instanceof MapValue map ? map.entries() : Map.of();
    Map<String, Value> kept = null;
    for (Map.Entry<String, Value> entry : merged.entries().entrySet()) {
      Value value = entry.getValue();
      Value before = entries.get(entry.getKey());
      if (!value.equals(before)) {
        Field field = new Field(entry.getKey());
        trail.enter(field);
        Value stored = in(before, value, schema.below(field));
        trail.leave();
        if (stored != value) {
          kept = kept == null ? new LinkedHashMap<>(merged.entries()) : kept;
          replace(kept, field.name(), stored);
        }
      }
    }
    return kept == null ? merged : new MapValue(kept);
  }

  private static void replace(Map<String, Value> entries, String key, @Nullable Value value) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
  }

  /** Null for what is left out. */
  private @Nullable Value in(@Nullable Value live, Value merged, Schema schema) {
    if (merged.equals(live)) {
      return merged;
    }
    if (live == null && isEmpty(merged)) {
      return owned.contains(trail.path()) ? null : merged;
    }
    if (merged instanceof MapValue map) {
      MapValue stored = inMap(live, map, schema);
      return live == null && stored.isEmpty() ? null : stored;
    }
    return merged instanceof ListValue list ? inList(live, list, schema) : merged;
  }

  private Value inList(@Nullable Value live, ListValue merged, Schema schema) {
    ListShape shape = schema.shapes().list();
    if (shape == null || shape.isAtomic() || live == null) {
      return merged;
    }
    try {
      Map<Element, List<Value>> before = ListItems.groupsOf(live, shape, trail);
      List<Value> items = new ArrayList<>(merged.items().size());
      for (Value item : merged.items()) {
        Element element = ListItems.elementOf(item, shape, trail);
        List<Value> same = before.getOrDefault(element, List.of());
        items.add(same.size() == 1 ? inItem(same.get(0), item, element, shape) : item);
      }
      return items.equals(merged.items()) ? merged : new ListValue(items);
    } catch (MergeException e) {
      return merged;
    }
  }

  private Value inItem(Value live, Value item, Element element, ListShape shape) {
    trail.enter(element);
    Value stored = in(live, item, shape.items());
    trail.leave();
    return stored == null ? item : stored;
  }

  private static boolean isEmpty(Value value) {
    return switch (value.type()) {
      case MAP -> value.mapAt().isEmpty();
      case LIST -> value.itemsAt().isEmpty();
      case TEXT -> value.equals(Scalar.of(""));
      case INTEGER -> value.equals(Scalar.of(0));
      case BOOLEAN -> value.equals(Scalar.of(false));
      case DECIMAL -> false;
      case NULL -> true;
    };
  }
}
