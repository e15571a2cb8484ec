package io.gitops4j.core.sync;

/**
 * How whoever started a sync takes part in it. Called on the thread that executes.
 *
 * @since 0.1.0
 */
public interface SyncControl {
  /** Nobody stops it and nobody listens. */
  SyncControl NONE = () -> false;

  /** Whether it is to stop before its next step. */
  boolean isCancelled();

  /** One step is done. */
  default void finished(ResourceResult step) {}
}
