package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;

/** Applies as the port asks for them: as a client with a manifest, not an address, sends them. */
final class AppliesOfPort {
  private final ControlPlane plane;

  AppliesOfPort(ControlPlane plane) {
    this.plane = plane;
  }

  ApplyOutcome apply(ApplyRequest request) {
    ServedKind kind = plane.kinds().require(request.manifest().kind());
    try {
      Write write =
          Write.of(kind, addressOf(kind, request.manifest().key()), request.fieldManager())
              .asDryRun(request.dryRun());
      MapValue body = request.manifest().inNamespace(write.key().namespace()).content();
      ApiServer.Written written = plane.api().apply(write, body, request.force());
      // A rehearsed creation has no version yet; "0" is that of no object.
      MapValue answer = Fields.fallback(written.object(), "0", "metadata", "resourceVersion");
      return new ApplyOutcome.Applied(LiveResource.of(Manifest.of(answer)), written.change());
    } catch (StatusException e) {
      return e.asOutcome();
    }
  }

  private static ResourceKey addressOf(ServedKind kind, ResourceKey key) {
    ResourceKey stored = kind.stored(key);
    if (stored.name().isEmpty()) {
      throw StatusException.badRequest("name is required to apply " + kind.kind());
    }
    if (kind.resource().namespaced() && stored.namespace().isEmpty()) {
      throw StatusException.badRequest(
          "an empty namespace may not be set when a resource name is provided: %s"
              .formatted(kind.named(key)));
    }
    return stored;
  }
}
