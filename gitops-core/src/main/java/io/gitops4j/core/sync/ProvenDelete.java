package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.sync.ResourceResult.Code;
import java.util.Optional;

/**
 * Deletes the very object that was decided about, or nothing: when it changed meanwhile, it is read
 * again and proven again.
 */
final class ProvenDelete {
  private static final int PROOFS = 5;

  private final ClusterTarget target;
  private final Ownership ownership;
  private final Retries retries;

  ProvenDelete(ClusterTarget target, Ownership ownership, Retries retries) {
    this.target = target;
    this.ownership = ownership;
    this.retries = retries;
  }

  ResourceResult delete(LiveResource decidedOn) {
    LiveResource seen = decidedOn;
    for (int proof = 0; proof < PROOFS; proof++) {
      if (!ownership.owns(seen)) {
        return kept(
            seen,
            "its tracking annotation no longer names '%s'".formatted(ownership.application()));
      }
      if (PruneRules.isKept(seen)) {
        return kept(seen, "left Git; stays because of its annotation Prune=false");
      }
      DeleteRequest request = DeleteRequest.of(seen);
      DeleteOutcome outcome = retries.call(() -> target.delete(request));
      if (outcome != DeleteOutcome.PRECONDITION_FAILED) {
        return ResourceResult.without(
            seen.key(),
            Code.PRUNED,
            outcome == DeleteOutcome.TERMINATING ? "waits for its finalizers" : "");
      }
      Optional<LiveResource> now = retries.call(() -> target.get(decidedOn.key()));
      if (now.isEmpty() || !now.get().uid().equals(decidedOn.uid())) {
        return ResourceResult.without(seen.key(), Code.PRUNED, "it was gone already");
      }
      seen = now.get();
    }
    return ResourceResult.without(
        decidedOn.key(),
        Code.FAILED,
        "it changed faster than it could be proven, %d times in a row".formatted(PROOFS));
  }

  private static ResourceResult kept(LiveResource seen, String reason) {
    return ResourceResult.without(seen.key(), Code.KEPT, reason);
  }
}
