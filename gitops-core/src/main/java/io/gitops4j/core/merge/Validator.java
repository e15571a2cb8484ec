package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Index;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import io.gitops4j.core.merge.Shapes.ScalarShape;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an object fits its schema. */
final class Validator {
  private final Strictness strictness;
  private final Trail trail = new Trail();

  private Validator(Strictness strictness) {
    this.strictness = strictness;
  }

  static void validate(MapValue object, Schema schema, Strictness strictness) {
    new Validator(strictness).check(object, schema);
  }

  private void check(Value value, Schema schema) {
    Shapes shapes = schema.shapes();
    if (value instanceof MapValue map) {
      checkMap(map, allowed(shapes.map(), value, shapes));
    } else if (value instanceof ListValue list) {
      checkList(list, allowed(shapes.list(), value, shapes));
    } else if (!value.isNull()) {
      ScalarShape kind = allowed(shapes.scalar(), value, shapes);
      if (!kind.allows(value)) {
        throw trail.wrong("must be %s, was %s".formatted(kind.phrase(), phrase(value)));
      }
    }
  }

  private <T> T allowed(@Nullable T shape, Value value, Shapes shapes) {
    if (shape == null) {
      throw trail.wrong("must be %s, was %s".formatted(shapes.phrase(), phrase(value)));
    }
    return shape;
  }

  private void checkMap(MapValue map, MapShape shape) {
    map.entries().forEach((key, value) -> checkEntry(key, value, shape));
  }

  private void checkEntry(String key, Value value, MapShape shape) {
    Schema schema = shape.of(key);
    trail.enterField(key);
    if (schema == null) {
      throw trail.wrong("field not declared in schema");
    }
    check(value, schema);
    trail.leave();
  }

  private void checkList(ListValue list, ListShape shape) {
    Set<Element> seen = shape.isAtomic() ? Set.of() : new HashSet<>();
    int position = 0;
    for (Value item : list.items()) {
      Element element =
          shape.isAtomic() ? new Index(position) : ListItems.elementOf(item, shape, trail);
      if (strictness.needsAllKeys()) {
        ListItems.requireAllKeys(element, shape, trail);
      }
      if (!shape.isAtomic() && !seen.add(element) && strictness.refusesDuplicates()) {
        throw trail.wrong("duplicate entries for key " + element);
      }
      trail.enter(element);
      check(item, shape.items());
      trail.leave();
      position++;
    }
  }

  /** What a value is, without showing it. */
  static String phrase(Value value) {
    return switch (value.type()) {
      case MAP -> "a map";
      case LIST -> "a list";
      case TEXT -> "a text";
      case INTEGER, DECIMAL -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
    };
  }
}
