package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A function that templates may call. Has no state of its own; called by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface GoFunction {
  /**
   * Computes the result from arguments that fit the signature.
   *
   * @throws FunctionException with Go's text if it fails
   * @throws BudgetException if it would cost more than is left
   */
  @Nullable Object call(Call call);
}
