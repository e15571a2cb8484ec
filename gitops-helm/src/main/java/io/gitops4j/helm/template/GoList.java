package io.gitops4j.helm.template;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A Go slice. No function of a template changes one in place, so it is unmodifiable here; what its
 * elements hold may change.
 *
 * @since 0.1.0
 */
public final class GoList extends AbstractList<@Nullable Object> implements RandomAccess {
  private static final Object[] NONE = {};

  private final GoType type;
  private final boolean nil;
  private final @Nullable Object[] elements;

  private GoList(GoType type, boolean nil, @Nullable Object[] elements) {
    this.type = type;
    this.nil = nil;
    this.elements = elements;
  }

  /** A {@code []interface {}} of these. */
  public static GoList of(@Nullable Object... elements) {
    return new GoList(GoType.LIST, false, elements.clone());
  }

  /** A {@code []interface {}} of these. */
  public static GoList copyOf(Collection<? extends @Nullable Object> elements) {
    return copyOf(GoType.LIST, elements);
  }

  /** A slice of a type, which must be a slice's, with these elements, which must fit it. */
  public static GoList copyOf(GoType type, Collection<? extends @Nullable Object> elements) {
    return new GoList(type, false, elements.toArray());
  }

  /** A {@code []string}. */
  public static GoList strings(Collection<String> elements) {
    return copyOf(GoType.STRINGS, elements);
  }

  /** A nil slice of a type: empty, and null in JSON and YAML. */
  public static GoList nil(GoType type) {
    return new GoList(type, true, NONE);
  }

  /** The Go type. */
  public GoType type() {
    return type;
  }

  /** Whether it is a nil slice. */
  public boolean isNil() {
    return nil;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }

  /** A part of it, of the same type, from one index to before another; no bounds are forgiven. */
  public GoList slice(int from, int to) {
    return new GoList(type, false, Arrays.copyOfRange(elements, from, to));
  }

  /** A copy as a plain list. */
  public List<@Nullable Object> plain() {
    return Arrays.asList(elements.clone());
  }

  /** Its size only: a list may hold itself, and elements may be secret. */
  @Override
  public String toString() {
    return type + " of " + size();
  }
}
