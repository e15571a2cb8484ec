package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.Optional;

/**
 * What became of one object in a sync.
 *
 * @param key the object
 * @param code what happened
 * @param message for a person; may be empty
 * @param answer the object as the cluster answered it, if it was applied
 * @since 0.1.0
 */
public record ResourceResult(
    ResourceKey key, Code code, String message, Optional<LiveResource> answer) {

  static ResourceResult without(ResourceKey key, Code code, String message) {
    return new ResourceResult(key, code, message, Optional.empty());
  }

  /** Whether it counts against the sync. */
  public boolean isFailure() {
    return code == Code.FAILED || code == Code.NOT_ATTEMPTED;
  }

  /** Whether the cluster was asked to change the object, rather than to leave it as it is. */
  public boolean isAction() {
    return code != Code.KEPT && code != Code.WAITS_FOR_CONSENT && code != Code.NOT_ATTEMPTED;
  }

  /**
   * What happened to an object.
   *
   * @since 0.1.0
   */
  public enum Code {
    /** It did not exist and was created. */
    CREATED,
    /** It was changed. */
    CONFIGURED,
    /** It was applied, and nothing changed. */
    UNCHANGED,
    /** It was deleted, or is being deleted. */
    PRUNED,
    /** It left Git and stays, on purpose. */
    KEPT,
    /** It left Git and waits for consent to be deleted. */
    WAITS_FOR_CONSENT,
    /** It was tried, and the cluster refused or did not answer. */
    FAILED,
    /** It was not tried, because the sync ended before. */
    NOT_ATTEMPTED
  }
}
