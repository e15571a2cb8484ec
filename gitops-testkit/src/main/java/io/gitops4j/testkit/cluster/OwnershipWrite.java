package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.OwnershipOutcome;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.manifest.Manifest;
import java.util.Optional;

/** A write of managedFields and nothing else, as the API server takes it. */
final class OwnershipWrite {
  private OwnershipWrite() {}

  static OwnershipOutcome of(
      OwnershipRequest request, ApiServer api, Optional<LiveResource> stored) {
    boolean same =
        stored
            .filter(live -> live.uid().equals(request.uid()))
            .filter(live -> live.resourceVersion().equals(request.resourceVersion()))
            .isPresent();
    if (!same) {
      return new OwnershipOutcome.PreconditionFailed();
    }
    try {
      return new OwnershipOutcome.Rewritten(
          LiveResource.of(
              Manifest.of(
                  api.update(request.key(), request.fieldManager(), request.owners()::writtenTo))));
    } catch (StatusException e) {
      return new OwnershipOutcome.Rejected(e.reason(), String.valueOf(e.getMessage()));
    }
  }
}
