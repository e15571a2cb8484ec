package io.gitops4j.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that the engine throws besides misuse. One subclass per port; the message
 * says what failed, for whom, the value, and what would be right, and never holds a secret.
 *
 * @since 0.1.0
 */
public abstract class GitOpsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps the message and the cause, if there is one. */
  protected GitOpsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the same call may succeed later without anybody changing anything, as after a lost
   * connection.
   */
  public boolean isTransient() {
    return false;
  }
}
