package io.gitops4j.helm.template;

/**
 * A rendering cost more than it may. Ends it: nothing catches this on the way out.
 *
 * @since 0.1.0
 */
public final class BudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps the message. */
  public BudgetException(String message) {
    super(message);
  }

  /** What was exceeded, and the limit. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
