package io.gitops4j.core.reconcile;

import java.time.Instant;

/**
 * Something about an application that a person should know.
 *
 * @param type what it is about
 * @param message what is wrong, for whom, and what would help
 * @param since when it was first seen in this form
 * @since 0.1.0
 */
public record Condition(Type type, String message, Instant since) {

  /**
   * What a condition is about.
   *
   * @since 0.1.0
   */
  public enum Type {
    /** The repository, revision or path can't be had. */
    SOURCE_ERROR,
    /** The files can't be rendered, or what they render to can't be used. */
    RENDER_ERROR,
    /** The cluster does not answer, or is not known to the engine. */
    CLUSTER_ERROR,
    /** The stored state of the application can't be read or written. */
    STATE_ERROR,
    /** A sync was tried and failed, or is not tried. */
    SYNC_ERROR,
    /** Worth knowing; nothing is wrong with the comparison. */
    WARNING
  }

  /** Whether because of it nothing can be said about the application. */
  public boolean isError() {
    return type != Type.WARNING && type != Type.SYNC_ERROR;
  }
}
