package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Empties namespaces that are being deleted, then lets them go; meanwhile their conditions tell
 * what holds them. Not before five seconds have passed, as kube-controller-manager: servers that do
 * not know of the deletion yet may still admit something.
 */
final class NamespaceController implements Controller {
  private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ControlPlane plane;

  NamespaceController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    if (change.key().namespace().isEmpty()) {
      return Owned.self(change, NAMESPACE);
    }
    ResourceKey place = new ResourceKey("", "Namespace", "", change.key().namespace());
    MapValue namespace = plane.store().get(place);
    boolean isAwaited = namespace != null && Deletion.isTerminating(namespace);
    return isAwaited ? Stream.of(place) : Stream.empty();
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue namespace = plane.store().get(key);
    if (namespace == null || !Deletion.isTerminating(namespace)) {
      return Optional.empty();
    }
    Duration left = Duration.between(plane.scheduler().now(), begin(namespace));
    if (!left.isNegative() && !left.isZero()) {
      return Optional.of(left);
    }
    for (ResourceKey content : plane.store().inNamespace(key.name())) {
      plane.api().deletion().delete(content, Propagation.BACKGROUND);
    }
    List<MapValue> held = contents(key.name());
    if (!held.isEmpty()) {
      plane.api().updateStatus(key, MANAGER, object -> told(object, held));
    } else if (!namespace.itemsAt("spec", "finalizers").isEmpty()) {
      plane
          .api()
          .finalizeNamespace(key, MANAGER, object -> Fields.remove(object, "spec", "finalizers"));
    }
    return Optional.empty();
  }

  private static Instant begin(MapValue namespace) {
    return Instant.parse(namespace.textAt("metadata", "deletionTimestamp").orElseThrow())
        .plus(GRACE);
  }

  private List<MapValue> contents(String namespace) {
    return plane.store().inNamespace(namespace).stream()
        .flatMap(content -> Stream.ofNullable(plane.store().get(content)))
        .toList();
  }

  private MapValue told(MapValue namespace, List<MapValue> held) {
    String time = plane.scheduler().now().toString();
    MapValue status = namespace.mapAt("status");
    for (MapValue condition : NamespaceConditions.of(held, plane.kinds())) {
      status = Conditions.with(status, condition, time);
    }
    return namespace.with("status", status);
  }
}
