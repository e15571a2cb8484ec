package io.gitops4j.core.cluster;

/**
 * What the cluster says to a rewrite of owners. Exactly one of these.
 *
 * @since 0.1.0
 */
public sealed interface OwnershipOutcome {

  /**
   * Done.
   *
   * @param resource the object as it is now
   * @since 0.1.0
   */
  record Rewritten(LiveResource resource) implements OwnershipOutcome {}

  /**
   * The object is not the one, or not in the state, that the request names, or is gone: nothing was
   * changed. Read it and decide again.
   *
   * @since 0.1.0
   */
  record PreconditionFailed() implements OwnershipOutcome {}

  /**
   * Not allowed, or not valid. Asking again will not help.
   *
   * @param reason the API server's word for it, such as {@code Forbidden}
   * @param message the cluster's words; for Secrets without their values
   * @since 0.1.0
   */
  record Rejected(String reason, String message) implements OwnershipOutcome {}
}
