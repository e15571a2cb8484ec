package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A function failed: the message is the text of Go's error.
 *
 * @since 0.1.0
 */
public final class FunctionException extends TemplateFailure {
  private static final long serialVersionUID = 1L;

  /** Keeps the message. */
  public FunctionException(String message) {
    this(message, false, null);
  }

  /** Keeps the message and the cause, if there is one. */
  public FunctionException(String message, @Nullable Throwable cause) {
    this(message, false, cause);
  }

  private FunctionException(String own, boolean goesOn, @Nullable Throwable cause) {
    super(own, goesOn, cause);
  }

  /** One whose text is a start, and then the text of its cause. */
  static FunctionException because(String start, TemplateFailure cause) {
    return new FunctionException(start, true, cause);
  }
}
