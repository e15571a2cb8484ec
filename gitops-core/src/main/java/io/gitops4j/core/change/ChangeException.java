package io.gitops4j.core.change;

import io.gitops4j.core.kernel.GitOpsException;
import org.jspecify.annotations.Nullable;

/**
 * A change that can't be made as it was asked for. Nothing was written.
 *
 * @since 0.1.0
 */
public final class ChangeException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /**
   * What was in the way.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** The file has no value at the path. */
    NO_SUCH_VALUE,
    /**
     * There is something at the path that can't be edited in place, such as a list or a block of
     * text.
     */
    NOT_EDITABLE,
    /** The file can't be read as YAML. */
    NOT_YAML,
    /** The edits change nothing. */
    NOTHING_TO_CHANGE,
    /** The pull request may not be merged yet. */
    NOT_MERGEABLE
  }

  private final Reason reason;

  ChangeException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  ChangeException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** What was in the way. */
  public Reason reason() {
    return reason;
  }
}
