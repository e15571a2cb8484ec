package io.gitops4j.helm.format;

/**
 * A text can't be read, or a value can't be written: the message is the text of Go's error.
 *
 * @since 0.1.0
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps the message. */
  public FormatException(String message) {
    super(message);
  }

  /** The text of Go's error. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
