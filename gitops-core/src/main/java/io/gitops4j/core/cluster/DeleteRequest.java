package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.ResourceKey;

/**
 * One delete with its preconditions: the very object that was seen, in the state in which it was
 * seen.
 *
 * @param key which object
 * @param uid the object's uid
 * @param resourceVersion the state that the decision was made on
 * @param propagation what happens to its dependents
 * @since 0.1.0
 */
public record DeleteRequest(
    ResourceKey key, String uid, String resourceVersion, Propagation propagation) {
  /** Deletes this object if it is still as it was seen, and lets its dependents follow. */
  public static DeleteRequest of(LiveResource seen) {
    return new DeleteRequest(
        seen.key(), seen.uid(), seen.resourceVersion(), Propagation.BACKGROUND);
  }

  /** The same with another propagation. */
  public DeleteRequest withPropagation(Propagation other) {
    return new DeleteRequest(key, uid, resourceVersion, other);
  }

  /**
   * What happens to dependents.
   *
   * @since 0.1.0
   */
  public enum Propagation {
    /** The object goes at once, its dependents follow. */
    BACKGROUND,
    /** The dependents go first. */
    FOREGROUND,
    /** The dependents stay. */
    ORPHAN
  }
}
