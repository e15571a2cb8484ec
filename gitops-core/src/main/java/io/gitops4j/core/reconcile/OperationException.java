package io.gitops4j.core.reconcile;

import io.gitops4j.core.kernel.GitOpsException;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for an application could not be had; the application was not changed.
 *
 * @since 0.1.0
 */
public final class OperationException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /**
   * What was in the way.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** The files or settings of the application can't be rendered. */
    RENDER_FAILED(false),
    /** The engine was given no cluster of that name. */
    UNKNOWN_CLUSTER(false),
    /** The engine does not manage an application of that name. */
    UNKNOWN_APPLICATION(false),
    /** The history has no such deployment. */
    UNKNOWN_DEPLOYMENT(false),
    /** The application did not become healthy in the time that was given. */
    NOT_HEALTHY(true),
    /** Another operation of the application is running. */
    BUSY(true);

    private final boolean mayPass;

    Reason(boolean mayPass) {
      this.mayPass = mayPass;
    }
  }

  private final Reason reason;

  OperationException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  OperationException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** What was in the way. */
  public Reason reason() {
    return reason;
  }

  @Override
  public boolean isTransient() {
    return reason.mayPass;
  }
}
