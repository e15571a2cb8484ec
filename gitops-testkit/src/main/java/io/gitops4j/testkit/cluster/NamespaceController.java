package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Empties namespaces that are being deleted, then lets them go. */
final class NamespaceController implements Controller {
  private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

  private final ControlPlane plane;

  NamespaceController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    boolean isContentGone = change.isGone() && !change.key().namespace().isEmpty();
    return isContentGone
        ? Stream.of(new ResourceKey("", "Namespace", "", change.key().namespace()))
        : Owned.self(change, NAMESPACE);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue namespace = plane.store().get(key);
    if (namespace == null || !Deletion.isTerminating(namespace)) {
      return Optional.empty();
    }
    for (ResourceKey content : plane.store().inNamespace(key.name())) {
      plane.api().deletion().delete(content, Propagation.BACKGROUND);
    }
    boolean isHeld = !namespace.itemsAt("spec", "finalizers").isEmpty();
    if (isHeld && plane.store().inNamespace(key.name()).isEmpty()) {
      plane
          .api()
          .finalizeNamespace(key, MANAGER, object -> Fields.remove(object, "spec", "finalizers"));
    }
    return Optional.empty();
  }
}
