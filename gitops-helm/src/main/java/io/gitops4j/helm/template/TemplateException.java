package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A template can't be parsed or executed: the message is the text of Go's error, which names
 * template, line, column and what was evaluated.
 *
 * @since 0.1.0
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps the message and the cause, if there is one. */
  public TemplateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The text of Go's error. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
