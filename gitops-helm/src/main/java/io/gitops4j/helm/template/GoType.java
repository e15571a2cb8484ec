package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A Go type, as far as templates can tell types apart: by name, kind and element. Immutable; equal
 * by name.
 *
 * @since 0.1.0
 */
public final class GoType {
  /** Anything: {@code interface {}}. */
  public static final GoType ANY = new GoType("interface {}", GoKind.INTERFACE, null, false);

  /** A parameter that takes anything, nil as "no value" included: {@code reflect.Value}. */
  public static final GoType VALUE = new GoType("reflect.Value", GoKind.STRUCT, null, true);

  public static final GoType BOOL = basic(GoKind.BOOL);
  public static final GoType STRING = basic(GoKind.STRING);
  public static final GoType INT = basic(GoKind.INT);
  public static final GoType INT32 = basic(GoKind.INT32);
  public static final GoType INT64 = basic(GoKind.INT64);
  public static final GoType UINT8 = basic(GoKind.UINT8);
  public static final GoType FLOAT64 = basic(GoKind.FLOAT64);

  /** {@code []interface {}}. */
  public static final GoType LIST = sliceOf(ANY);

  /** {@code []string}. */
  public static final GoType STRINGS = sliceOf(STRING);

  /** {@code []int}. */
  public static final GoType INTS = sliceOf(INT);

  /** {@code []uint8}. */
  public static final GoType BYTES = sliceOf(UINT8);

  /** {@code map[string]interface {}}. */
  public static final GoType MAP = mapOf(ANY);

  /** {@code map[string]string}. */
  public static final GoType STRING_MAP = mapOf(STRING);

  private final String name;
  private final GoKind kind;
  private final @Nullable GoType element;
  private final boolean named;
  private final @Nullable Methods methods;

  private GoType(String name, GoKind kind, @Nullable GoType element, boolean named) {
    this(name, kind, element, named, null);
  }

  private GoType(
      String name,
      GoKind kind,
      @Nullable GoType element,
      boolean named,
      @Nullable Methods methods) {
    this.methods = methods;
    this.name = name;
    this.kind = kind;
    this.element = element;
    this.named = named;
  }

  /** The type that is named as its kind. */
  public static GoType basic(GoKind kind) {
    return new GoType(kind.text(), kind, null, true);
  }

  /** A slice of elements of a type. */
  public static GoType sliceOf(GoType element) {
    return new GoType("[]" + element, GoKind.SLICE, element, false);
  }

  /** A map from strings to values of a type. */
  public static GoType mapOf(GoType element) {
    return new GoType("map[string]" + element, GoKind.MAP, element, false);
  }

  /** A pointer. */
  public static GoType pointerTo(GoType element) {
    return new GoType("*" + element, GoKind.PTR, element, false);
  }

  /** A struct, named with its package, as in {@code time.Time}. */
  public static GoType struct(String name) {
    return new GoType(name, GoKind.STRUCT, null, true);
  }

  /** A type with a name of its own over another one, as {@code common.Values} over a map. */
  public static GoType named(String name, GoType underlying) {
    return new GoType(name, underlying.kind, underlying.element, true);
  }

  /** A type with a name and methods of its own over that of a map or a slice. */
  public static GoType named(String name, GoType underlying, Methods methods) {
    return new GoType(name, underlying.kind, underlying.element, true, methods);
  }

  /** The methods of a type of maps or slices. */
  @FunctionalInterface
  public interface Methods {
    /** The method of a name, for a value of the type; null if there is none. */
    GoObject.@Nullable Method of(Object receiver, String name);
  }

  /** A method of a value of this type; null if there is none of this name. */
  GoObject.@Nullable Method method(Object receiver, String method) {
    return methods == null ? null : methods.of(receiver, method);
  }

  /** What it is at bottom. */
  public GoKind kind() {
    return kind;
  }

  /** The type of elements of a slice or map, or of what a pointer points to; else anything. */
  public GoType element() {
    return element == null ? ANY : element;
  }

  /** Whether Go lets a value of this type be passed where the other type is asked for. */
  public boolean assignableTo(GoType other) {
    if (other.kind == GoKind.INTERFACE || other.equals(VALUE) || equals(other)) {
      return true;
    }
    boolean oneUnnamed = !named || !other.named;
    return oneUnnamed && kind == other.kind && element().equals(other.element());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GoType type && type.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name as Go prints it. */
  @Override
  public String toString() {
    return name;
  }
}
