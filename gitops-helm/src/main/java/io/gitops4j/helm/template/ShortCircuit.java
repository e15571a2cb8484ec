package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * {@code and} and {@code or}: arguments after the one that decides are not evaluated.
 *
 * @param stopsAt the truth that decides
 */
record ShortCircuit(boolean stopsAt) implements GoFunction {
  @Override
  public @Nullable Object call(Call call) {
    throw new IllegalStateException("its arguments are evaluated one by one");
  }
}
