package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps as many pods as a ReplicaSet asks for. */
final class ReplicaSetController implements Controller {
  private final ControlPlane plane;

  ReplicaSetController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return change.key().groupKind().equals(Kinds.POD)
        ? Owned.ownerOf(change, Kinds.REPLICA_SET)
        : Owned.self(change, Kinds.REPLICA_SET);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue set = plane.store().get(key);
    if (set == null || Deletion.isTerminating(set)) {
      return Optional.empty();
    }
    if (pods(set).size() < ReplicaSets.size(set)) {
      Owned.adopt(plane, set, Kinds.POD);
    }
    List<MapValue> pods = pods(set);
    long missing = ReplicaSets.size(set) - pods.size();
    for (long i = 0; i < missing; i++) {
      plane.api().create(Pods.of(set, key.name() + "-"), MANAGER);
    }
    if (missing < 0) {
      pods.stream()
          .sorted(Comparator.comparing(Pods::isReady))
          .limit(-missing)
          .forEach(
              pod -> plane.api().deletion().delete(ApiServer.keyOf(pod), Propagation.BACKGROUND));
    }
    return report(key, set);
  }

  private List<MapValue> pods(MapValue set) {
    return Owned.by(plane.store(), set, Kinds.POD).stream().filter(Pods::isActive).toList();
  }

  private Optional<Duration> report(ResourceKey key, MapValue set) {
    List<MapValue> pods = pods(set);
    Duration minReady = Duration.ofSeconds(Owned.number(set, "spec", "minReadySeconds"));
    List<Duration> waits =
        pods.stream()
            .filter(Pods::isReady)
            .map(pod -> minReady.minus(Pods.readySince(pod, plane.scheduler().now())))
            .toList();
    long available = waits.stream().filter(wait -> wait.isZero() || wait.isNegative()).count();
    long generation = Owned.number(set, "metadata", "generation");
    plane
        .api()
        .updateStatus(
            key,
            MANAGER,
            object -> {
              MapValue status = object.mapAt("status");
              status = status.with("replicas", Scalar.of((long) pods.size()));
              status = Owned.count(status, "fullyLabeledReplicas", pods.size());
              status = Owned.count(status, "readyReplicas", waits.size());
              status = Owned.count(status, "availableReplicas", available);
              status = status.with("observedGeneration", Scalar.of(generation));
              return object.with("status", status);
            });
    return waits.stream()
        .filter(wait -> !wait.isZero() && !wait.isNegative())
        .min(Comparator.naturalOrder());
  }
}
