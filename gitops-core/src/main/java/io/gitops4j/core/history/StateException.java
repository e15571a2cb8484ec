package io.gitops4j.core.history;

import io.gitops4j.core.kernel.GitOpsException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * State that could not be read or kept.
 *
 * @since 0.1.0
 */
public final class StateException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /**
   * What kind of thing was wrong.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** Somebody else saved meanwhile: load again, decide again. */
    CONFLICT(false),
    /** What is stored is damaged. Nothing was overwritten; see {@link StateException#keptAt}. */
    CORRUPT(false),
    /** What is stored was written by a later version of this library. */
    NEWER_FORMAT(false),
    /** Another process, or another store of this one, uses the folder. */
    LOCKED(true),
    /** Sealed bytes do not open: another key, or they were tampered with. */
    NOT_OPENED(false),
    /** The storage failed. */
    IO(true);

    private final boolean mayPass;

    Reason(boolean mayPass) {
      this.mayPass = mayPass;
    }
  }

  private final Reason reason;
  private final transient @Nullable Path keptAt;

  /** Keeps reason, message and cause. */
  public StateException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, null, cause);
  }

  /** Without a cause. */
  public StateException(Reason reason, String message) {
    this(reason, message, null, null);
  }

  private StateException(
      Reason reason, String message, @Nullable Path keptAt, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.keptAt = keptAt;
  }

  /** Damaged, and set aside as this file. */
  static StateException corrupt(String message, Path keptAt, @Nullable Throwable cause) {
    return new StateException(Reason.CORRUPT, message, keptAt, cause);
  }

  /** What kind of thing was wrong. */
  public Reason reason() {
    return reason;
  }

  /** The file that holds what was damaged, if the store set one aside. */
  public Optional<Path> keptAt() {
    return Optional.ofNullable(keptAt);
  }

  @Override
  public boolean isTransient() {
    return reason.mayPass;
  }
}
