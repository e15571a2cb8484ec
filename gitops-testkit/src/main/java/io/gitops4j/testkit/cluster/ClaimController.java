package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds volume claims. */
final class ClaimController implements Controller {
  private final ControlPlane plane;

  ClaimController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return Owned.self(change, Kinds.CLAIM);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue claim = plane.store().get(key);
    if (claim == null || Deletion.isTerminating(claim)) {
      return Optional.empty();
    }
    String volume = "pvc-" + ObjectStore.uid(claim);
    plane
        .api()
        .update(key, MANAGER, object -> Fields.fallback(object, volume, "spec", "volumeName"));
    plane.api().updateStatus(key, MANAGER, ClaimController::bound);
    return Optional.empty();
  }

  private static MapValue bound(MapValue claim) {
    MapValue status = claim.mapAt("status").with("phase", Scalar.of("Bound"));
    ListValue modes = new ListValue(claim.itemsAt("spec", "accessModes"));
    status = status.with("accessModes", modes);
    MapValue capacity = claim.mapAt("spec", "resources", "requests");
    return claim.with("status", status.with("capacity", capacity));
  }
}
