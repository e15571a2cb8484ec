package io.gitops4j.core.kernel;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen: it has no other text form than a mask. Equality is the value's.
 *
 * @param <T> what is kept
 * @since 0.1.0
 */
public final class Sensitive<T> {
  private final T value;

  private Sensitive(T value) {
    this.value = value;
  }

  /** Wraps a value. */
  public static <T> Sensitive<T> of(T value) {
    return new Sensitive<>(value);
  }

  /** The value itself; the caller answers for where it goes. */
  public T reveal() {
    return value;
  }

  /** Another sensitive value made of this one. */
  public <R> Sensitive<R> map(Function<? super T, ? extends R> change) {
    return new Sensitive<>(change.apply(value));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sensitive<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** A mask of fixed length. */
  @Override
  public String toString() {
    return "********";
  }
}
