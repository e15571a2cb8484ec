package io.gitops4j.core.cluster;

/**
 * What the cluster says to a delete.
 *
 * @since 0.1.0
 */
public enum DeleteOutcome {
  /** The object is gone. */
  DELETED,
  /** The object goes when its finalizers, or dependents, are done. */
  TERMINATING,
  /** There was no such object. */
  ABSENT,
  /**
   * There is such an object, but not the one, or not in the state, that the request names: nothing
   * was deleted.
   */
  PRECONDITION_FAILED
}
