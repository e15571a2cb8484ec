package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A value that is known as {@code interface {}} only, as elements of lists and maps are until a
 * pipeline takes them out. Errors differ: the type is the interface's, and nil is not "no value".
 *
 * @param value in the interface, which may be nil
 */
record Boxed(@Nullable Object value) {
  static final Boxed NIL = new Boxed(null);

  /** The value itself. */
  static @Nullable Object open(@Nullable Object value) {
    return value instanceof Boxed boxed ? boxed.value() : value;
  }

  /** An element of something with this type of elements. */
  static @Nullable Object element(@Nullable Object value, GoType type) {
    if (type.kind() != GoKind.INTERFACE) {
      return value;
    }
    return value == null ? NIL : new Boxed(value);
  }
}
