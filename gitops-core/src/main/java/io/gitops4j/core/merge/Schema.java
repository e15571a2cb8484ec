package io.gitops4j.core.merge;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.Shapes.ListKind;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import io.gitops4j.core.merge.Shapes.ScalarShape;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What server-side apply must know of a type: which maps and lists are owned part by part, which as
 * a whole ("atomic"), and how list items are told apart. Immutable and thread-safe; contains itself
 * where {@link #lazily} says so.
 *
 * <p>Null passes everywhere, as it does at the API server.
 *
 * @since 0.1.0
 */
public final class Schema {
  private static final Map<ScalarKind, Schema> SCALARS = scalars();
  private static final Schema DEDUCED = new Schema(Schema::deducedShapes);
  private static final Schema ATOMIC = DEDUCED.asAtomic();

  private final Supplier<Shapes> source;
  private volatile @Nullable Shapes shapes;
  private volatile @Nullable Digest digest;

  private Schema(Supplier<Shapes> source) {
    this.source = source;
  }

  private static Schema of(Shapes shapes) {
    return new Schema(() -> shapes);
  }

  private static Shapes deducedShapes() {
    return new Shapes(
        new ScalarShape(ScalarKind.ANY, ScalarKind.ANY),
        ListShape.atomic(deduced()),
        new MapShape(false, Map.of(), deduced()));
  }

  private static Map<ScalarKind, Schema> scalars() {
    Map<ScalarKind, Schema> schemas = new EnumMap<>(ScalarKind.class);
    for (ScalarKind kind : ScalarKind.values()) {
      schemas.put(kind, of(Shapes.scalar(kind)));
    }
    return schemas;
  }

  /** A scalar of a kind. */
  public static Schema scalar(ScalarKind kind) {
    return Objects.requireNonNull(SCALARS.get(kind), "kind");
  }

  /** A scalar that a merge takes as a text only, as older servers do with quantities. */
  static Schema spelledAsText(ScalarKind kind) {
    return of(new Shapes(new ScalarShape(kind, ScalarKind.TEXT), null, null));
  }

  static Schema map(MapShape shape) {
    return of(Shapes.map(shape));
  }

  /** A text. */
  public static Schema text() {
    return scalar(ScalarKind.TEXT);
  }

  /** An integral or other number. */
  public static Schema number() {
    return scalar(ScalarKind.NUMBER);
  }

  /** True or false. */
  public static Schema bool() {
    return scalar(ScalarKind.BOOLEAN);
  }

  /** Any scalar. */
  public static Schema scalar() {
    return scalar(ScalarKind.ANY);
  }

  /** A list that is owned as a whole. */
  public static Schema atomicList(Schema items) {
    return of(Shapes.list(ListShape.atomic(items)));
  }

  /** A list of scalars that are owned one by one. */
  public static Schema setOf(Schema items) {
    return of(Shapes.list(new ListShape(ListKind.SET, items, List.of())));
  }

  /** A list of maps that are owned one by one, told apart by keys. */
  public static Schema keyedList(Schema items, ListKey... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("a keyed list needs at least one key");
    }
    return of(Shapes.list(new ListShape(ListKind.MAP, items, List.of(keys))));
  }

  /** A list of maps that are owned one by one, told apart by keys without defaults. */
  public static Schema keyedList(Schema items, String... keys) {
    return keyedList(items, Stream.of(keys).map(ListKey::of).toArray(ListKey[]::new));
  }

  /** A map with any keys whose entries are owned one by one. */
  public static Schema mapOf(Schema values) {
    return of(Shapes.map(new MapShape(false, Map.of(), values)));
  }

  /** A map with any keys that is owned as a whole. */
  public static Schema atomicMap(Schema values) {
    return of(Shapes.map(new MapShape(true, Map.of(), values)));
  }

  /** A map with declared fields, to be completed. */
  public static StructBuilder struct() {
    return new StructBuilder();
  }

  /** Any value, owned as a whole. */
  public static Schema atomic() {
    return ATOMIC;
  }

  /**
   * Nothing is known: maps are owned entry by entry, lists as a whole, as the API server does for
   * kinds without a schema.
   */
  public static Schema deduced() {
    return DEDUCED;
  }

  /** A schema that is asked for at first use, so that types can contain themselves. */
  public static Schema lazily(Supplier<Schema> target) {
    return new Schema(() -> target.get().shapes());
  }

  /** The same type, owned as a whole if it is a map or list. */
  public Schema asAtomic() {
    return new Schema(() -> shapes().asAtomic());
  }

  /** The same type, owned entry by entry if it is a map. */
  Schema asGranular() {
    return new Schema(() -> shapes().asGranular());
  }

  Shapes shapes() {
    Shapes known = shapes;
    if (known == null) {
      known = source.get();
      shapes = known;
    }
    return known;
  }

  /**
   * What tells this schema from others: schemas with one digest merge alike. Computed once, and the
   * same after a restart.
   */
  public Digest digest() {
    Digest known = digest;
    if (known == null) {
      known = SchemaDigest.of(this);
      digest = known;
    }
    return known;
  }

  /** What a scalar of this type stands for, empty if the type has no scalars. */
  public Optional<ScalarKind> scalarKind() {
    return Optional.ofNullable(shapes().scalar()).map(ScalarShape::kind);
  }

  /**
   * The type of what an element of a map or list of this type selects, {@link #deduced} where
   * nothing is known; all items of a list are of one type.
   */
  public Schema below(Element element) {
    Shapes known = shapes();
    if (element instanceof Field field) {
      return known.map() == null ? deduced() : known.map().schemaOf(field.name());
    }
    return known.list() == null ? deduced() : known.list().items();
  }

  /** Whether the element is a declared field of this type; keys of free-form maps are not. */
  public boolean declares(Element element) {
    @Nullable MapShape map = shapes().map();
    return element instanceof Field field && map != null && map.declares(field.name());
  }

  /**
   * A field by which items of a list are told apart.
   *
   * @since 0.1.0
   */
  public static final class ListKey {
    private final String name;
    private final @Nullable Scalar fallback;

    private ListKey(String name, @Nullable Scalar fallback) {
      this.name = name;
      this.fallback = fallback;
    }

    /** A key without default. */
    public static ListKey of(String name) {
      return new ListKey(name, null);
    }

    /** A key that counts as {@code fallback} in items that lack it. */
    public static ListKey of(String name, Scalar fallback) {
      return new ListKey(name, fallback);
    }

    String name() {
      return name;
    }

    @Nullable Scalar fallback() {
      return fallback;
    }
  }

  /**
   * A struct in the making. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class StructBuilder {
    private final Map<String, Schema> fields = new LinkedHashMap<>();
    private @Nullable Schema others;

    private StructBuilder() {}

    /** Declares a field. */
    public StructBuilder field(String name, Schema schema) {
      fields.put(name, schema);
      return this;
    }

    /** Allows undeclared fields of this type; without it they are errors. */
    public StructBuilder others(Schema schema) {
      others = schema;
      return this;
    }

    /** The struct, whose fields are owned one by one. */
    public Schema build() {
      return of(Shapes.map(new MapShape(false, Map.copyOf(fields), others)));
    }
  }
}
