package io.gitops4j.core.cluster;

/**
 * A change seen by a watch.
 *
 * @since 0.1.0
 */
public sealed interface ClusterEvent {

  /**
   * An object was created or changed, or existed when the watch began.
   *
   * @param resource as it is now
   * @since 0.1.0
   */
  record Changed(LiveResource resource) implements ClusterEvent {}

  /**
   * An object is gone.
   *
   * @param last as it was last
   * @since 0.1.0
   */
  record Deleted(LiveResource last) implements ClusterEvent {}

  /**
   * The watch ended by itself and will tell nothing more: watch again.
   *
   * @param reason for a person
   * @since 0.1.0
   */
  record Ended(String reason) implements ClusterEvent {}
}
