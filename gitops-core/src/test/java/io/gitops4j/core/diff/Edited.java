package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents with one value changed. */
final class Edited {
  private Edited() {}

  /** The document with another value at a path of fields and keys. */
  static MapValue at(MapValue document, FieldPath path, Value value) {
    return (MapValue) at(document, path.elements(), value);
  }

  private static Value at(Value before, List<Element> path, Value value) {
    if (path.isEmpty()) {
      return value;
    }
    List<Element> rest = path.subList(1, path.size());
    if (path.get(0) instanceof FieldPath.Field field) {
      MapValue map = (MapValue) before;
      return map.with(field.name(), at(map.get(field.name()).orElseThrow(), rest, value));
    }
    Optional<Value> name = Optional.ofNullable(((FieldPath.Key) path.get(0)).keys().get("name"));
    List<Value> items = new ArrayList<>(before.itemsAt());
    items.replaceAll(item -> item.mapAt().get("name").equals(name) ? at(item, rest, value) : item);
    return new ListValue(items);
  }

  /** A value of the same type that means something else and is not empty. */
  static Value other(Value value) {
    return switch (value.type()) {
      case TEXT -> Scalar.of("77");
      case INTEGER -> Scalar.of(77);
      case BOOLEAN -> Scalar.of(value.equals(Scalar.of(false)));
      default -> throw new IllegalArgumentException("no scalar that can be changed");
    };
  }
}
