package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.ManagedFields;

/**
 * Who is to own which fields of an object from now on. No value changes. Holds only for the very
 * object, in the state, that it was decided on.
 *
 * @param key which object
 * @param uid the object's uid
 * @param resourceVersion the state that the decision was made on
 * @param owners all of them; not empty, since the API server takes none for all
 * @param fieldManager in whose name
 * @since 0.1.0
 */
public record OwnershipRequest(
    ResourceKey key,
    String uid,
    String resourceVersion,
    ManagedFields owners,
    String fieldManager) {

  /** Refuses owners of nothing. */
  public OwnershipRequest {
    if (owners.isEmpty()) {
      throw new IllegalArgumentException(
          "somebody must own something of %s: an API server takes no owners for 'start anew'"
              .formatted(key));
    }
  }

  /** Rewrites the owners of this object if it is still as it was seen. */
  public static OwnershipRequest of(LiveResource seen, ManagedFields owners, String fieldManager) {
    return new OwnershipRequest(
        seen.key(), seen.uid(), seen.resourceVersion(), owners, fieldManager);
  }

  /** The object and its state. */
  @Override
  public String toString() {
    return key + " @" + resourceVersion;
  }
}
