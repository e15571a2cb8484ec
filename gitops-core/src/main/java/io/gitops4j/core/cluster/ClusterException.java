package io.gitops4j.core.cluster;

import io.gitops4j.core.kernel.GitOpsException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a cluster that got no answer, or an answer that says nothing about the object at hand.
 * What the cluster says about an object (a conflict, a rejection) is a value, not an exception.
 *
 * @since 0.1.0
 */
public final class ClusterException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /**
   * What kind of thing was wrong.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** No connection, or it broke: the call may or may not have had its effect. */
    UNREACHABLE(true),
    /** The cluster asks for fewer calls; see {@link ClusterException#retryAfter}. */
    THROTTLED(true),
    /** The cluster failed on its side. */
    SERVER_ERROR(true),
    /** The credentials are not accepted. */
    UNAUTHORIZED(false),
    /** The identity may not do this. */
    FORBIDDEN(false),
    /** The cluster does not serve this kind. */
    UNKNOWN_KIND(false),
    /** The cluster's answer can't be understood. */
    BAD_ANSWER(false);

    private final boolean mayPass;

    Reason(boolean mayPass) {
      this.mayPass = mayPass;
    }
  }

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  /** Keeps reason, message and cause. */
  public ClusterException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, null, cause);
  }

  /** With the time that the cluster asks to wait. */
  public ClusterException(
      Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** What kind of thing was wrong. */
  public Reason reason() {
    return reason;
  }

  /** How long the cluster asks to wait before the next call, if it says so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public boolean isTransient() {
    return reason.mayPass;
  }
}
