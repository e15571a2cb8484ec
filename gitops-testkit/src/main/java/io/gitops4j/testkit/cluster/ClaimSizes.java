package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.List;

/** Which claims may grow: those that are bound, of a class that lets them. */
final class ClaimSizes {
  private final ObjectStore store;

  ClaimSizes(ObjectStore store) {
    this.store = store;
  }

  void check(ServedKind kind, MapValue before, MapValue claim) {
    if (StorageRules.requested(claim).compareTo(StorageRules.requested(before)) <= 0) {
      return;
    }
    String why = "";
    if (before.textAt("status", "phase").filter("Bound"::equals).isEmpty()) {
      why = "Only bound persistent volume claims can be expanded";
    } else if (!mayGrow(before, claim)) {
      why =
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize";
    }
    if (!why.isEmpty()) {
      throw StatusException.forbidden(kind, ApiServer.keyOf(claim), why, List.of());
    }
  }

  private boolean mayGrow(MapValue before, MapValue claim) {
    String name = claim.textAt("spec", "storageClassName").orElse("");
    if (name.isEmpty() || !before.textAt("spec", "storageClassName").orElse("").equals(name)) {
      return false;
    }
    MapValue found = store.get(new ResourceKey("storage.k8s.io", "StorageClass", "", name));
    return found != null && Defaults.isTrue(found, "allowVolumeExpansion");
  }
}
