package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPath.Index;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a path into an object. */
final class ValueLookup {
  private final Trail trail = new Trail();

  private ValueLookup() {}

  static @Nullable Value find(MapValue object, FieldPath path, Schema schema) {
    return new ValueLookup().walk(object, path, schema);
  }

  private @Nullable Value walk(MapValue object, FieldPath path, Schema root) {
    Value value = object;
    Schema schema = root;
    for (Element element : path.elements()) {
      @Nullable Value part =
          element instanceof Field field
              ? entry(value, field)
              : item(value, element, schema.shapes());
      if (part == null) {
        return null;
      }
      value = part;
      schema = schema.below(element);
      trail.enter(element);
    }
    return value;
  }

  private static @Nullable Value entry(Value value, Field field) {
    return value instanceof MapValue map ? map.entries().get(field.name()) : null;
  }

  private @Nullable Value item(Value list, Element element, Shapes shapes) {
    List<Value> items = list.itemsAt();
    if (element instanceof Index index) {
      return index.position() < items.size() ? items.get(index.position()) : null;
    }
    @Nullable ListShape shape = shapes.list();
    if (shape == null || shape.isAtomic()) {
      return null;
    }
    List<Value> found =
        items.stream()
            .filter(item -> ListItems.elementOf(item, shape, trail).equals(element))
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }
}
