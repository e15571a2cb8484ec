package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A function failed: the message is the text of Go's error.
 *
 * @since 0.1.0
 */
public final class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps the message. */
  public FunctionException(String message) {
    this(message, null);
  }

  /** Keeps the message and the cause, if there is one. */
  public FunctionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The text of Go's error. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
