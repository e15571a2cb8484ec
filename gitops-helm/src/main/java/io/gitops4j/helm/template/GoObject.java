package io.gitops4j.helm.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with fields or methods: a struct, a pointer to one, or a named type with methods.
 *
 * @since 0.1.0
 */
public interface GoObject {
  /** The Go type. */
  GoType type();

  /** A field or method that templates may name; null if there is none of this name. */
  @Nullable Member member(String name);

  /** Its exported fields with their values, in the order in which they are declared. */
  default Map<String, @Nullable Object> fields() {
    return Map.of();
  }

  /**
   * What its method {@code String} or {@code Error} gives, which {@code fmt} prefers; null if it
   * has neither.
   */
  default @Nullable String text() {
    return null;
  }

  /**
   * What is printed where it stands alone in an action; there Go finds methods that fmt does not.
   */
  default @Nullable String printed() {
    return text();
  }

  /**
   * The value under a named type that is no struct, as a string under {@code time.Month}: what it
   * counts as when it is compared, ranged over, indexed, measured or asked for its truth. Itself
   * for structs.
   */
  default @Nullable Object underlying() {
    return this;
  }

  /** What JSON and YAML say in its place; maps are written in the order they have. */
  default @Nullable Object json() {
    return fields();
  }

  /** A field or a method. */
  sealed interface Member permits Field, Method {}

  /**
   * A field.
   *
   * @param value that it has
   */
  record Field(@Nullable Object value) implements Member {}

  /**
   * A method.
   *
   * @param signature of its parameters
   * @param function that it is
   */
  record Method(Signature signature, GoFunction function) implements Member {}
}
