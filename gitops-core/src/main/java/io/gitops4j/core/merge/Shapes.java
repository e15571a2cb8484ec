package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Schema.ListKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the type may be: the value's own JSON type chooses. */
record Shapes(@Nullable ScalarShape scalar, @Nullable ListShape list, @Nullable MapShape map) {
  static Shapes scalar(ScalarKind kind) {
    return new Shapes(new ScalarShape(kind, kind), null, null);
  }

  static Shapes list(ListShape shape) {
    return new Shapes(null, shape, null);
  }

  static Shapes map(MapShape shape) {
    return new Shapes(null, null, shape);
  }

  /** Null is a leaf, and so is what does not fit. */
  Form formOf(Value value) {
    return switch (value.type()) {
      case MAP -> map != null && !map.isAtomic() ? Form.MAP : Form.LEAF;
      case LIST -> list != null && !list.isAtomic() ? Form.LIST : Form.LEAF;
      default -> Form.LEAF;
    };
  }

  /** Whether a null stands for a map or list that is owned part by part. */
  boolean isGranular() {
    if (map != null || scalar != null) {
      return map != null && !map.isAtomic();
    }
    return list != null && !list.isAtomic();
  }

  /** Null goes with everything; other values of different forms make a leaf. */
  Form commonForm(Value left, Value right) {
    if (left.isNull()) {
      return formOf(right);
    }
    Form form = formOf(left);
    return right.isNull() || form == formOf(right) ? form : Form.LEAF;
  }

  /**
   * Whether a value holds nothing that could be owned by itself: null, a map without entries, a
   * list without items.
   */
  static boolean isEmpty(Value value) {
    return switch (value.type()) {
      case MAP -> value.mapAt().isEmpty();
      case LIST -> value.itemsAt().isEmpty();
      default -> value.isNull();
    };
  }

  MapShape granularMap() {
    return Objects.requireNonNull(map, "no map");
  }

  ListShape granularList() {
    return Objects.requireNonNull(list, "no list");
  }

  /** What is allowed, for a message. */
  String phrase() {
    List<String> allowed = new ArrayList<>();
    if (map != null) {
      allowed.add("a map");
    }
    if (list != null) {
      allowed.add("a list");
    }
    if (scalar != null) {
      allowed.add(scalar.phrase());
    }
    return String.join(" or ", allowed);
  }

  Shapes asAtomic() {
    return new Shapes(
        scalar,
        list == null ? null : ListShape.atomic(list.items()),
        map == null ? null : new MapShape(true, map.fields(), map.others()));
  }

  Shapes asGranular() {
    return new Shapes(
        scalar, list, map == null ? null : new MapShape(false, map.fields(), map.others()));
  }

  /** What a scalar stands for, and as what a merge takes it, which may be stricter. */
  record ScalarShape(ScalarKind kind, ScalarKind merged) {
    boolean allows(Value value) {
      return merged.allows(value);
    }

    String phrase() {
      return merged.phrase();
    }
  }

  /** How a list is owned. */
  enum ListKind {
    ATOMIC,
    SET,
    MAP
  }

  /** A list: as a whole, by the items' values, or by the items' keys. */
  record ListShape(ListKind kind, Schema items, List<ListKey> keys) {
    static ListShape atomic(Schema items) {
      return new ListShape(ListKind.ATOMIC, items, List.of());
    }

    boolean isAtomic() {
      return kind == ListKind.ATOMIC;
    }
  }

  /** A map: declared fields, and the type of all others if there may be others. */
  record MapShape(boolean isAtomic, Map<String, Schema> fields, @Nullable Schema others) {
    /** Null for an undeclared field that may not be. */
    @Nullable Schema of(String key) {
      Schema declared = fields.get(key);
      return declared == null ? others : declared;
    }

    /**
     * An undeclared field that should not be there counts as unknown; validation has refused it
     * where it matters.
     */
    Schema schemaOf(String key) {
      Schema schema = of(key);
      return schema == null ? Schema.deduced() : schema;
    }

    boolean declares(String key) {
      return fields.containsKey(key);
    }
  }

  /** How a value is owned: as a whole, by entries, or by items. */
  enum Form {
    LEAF,
    MAP,
    LIST
  }
}
