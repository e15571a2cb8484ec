package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the pod of a DaemonSet on the only node. */
final class DaemonSetController implements Controller {
  private static final String REVISION = "controller-revision-hash";

  private final ControlPlane plane;

  DaemonSetController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return change.key().groupKind().equals(Kinds.POD)
        ? Owned.ownerOf(change, Kinds.DAEMON_SET)
        : Owned.self(change, Kinds.DAEMON_SET);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue set = plane.store().get(key);
    if (set == null || Deletion.isTerminating(set)) {
      return Optional.empty();
    }
    String revision = Identifiers.hash(CanonicalJson.write(set.mapAt("spec", "template")));
    for (MapValue pod : Owned.by(plane.store(), set, Kinds.POD)) {
      if (!isOfRevision(pod, revision)) {
        plane.api().deletion().delete(ApiServer.keyOf(pod), Propagation.BACKGROUND);
      }
    }
    if (Owned.by(plane.store(), set, Kinds.POD).isEmpty()) {
      MapValue pod = Pods.of(set, key.name() + "-");
      plane.api().create(Fields.set(pod, revision, "metadata", "labels", REVISION), MANAGER);
    }
    plane
        .api()
        .updateStatus(key, MANAGER, object -> object.with("status", status(object, revision)));
    return Optional.empty();
  }

  private static boolean isOfRevision(MapValue pod, String revision) {
    return pod.textAt("metadata", "labels", REVISION).equals(Optional.of(revision));
  }

  private MapValue status(MapValue set, String revision) {
    List<MapValue> pods = Owned.by(plane.store(), set, Kinds.POD);
    long ready = pods.stream().filter(Pods::isReady).count();
    long updated = pods.stream().filter(pod -> isOfRevision(pod, revision)).count();
    MapValue status = set.mapAt("status");
    status =
        status.with("observedGeneration", Scalar.of(Owned.number(set, "metadata", "generation")));
    status = status.with("currentNumberScheduled", Scalar.of((long) pods.size()));
    status = status.with("desiredNumberScheduled", Scalar.of(1L));
    status = status.with("numberMisscheduled", Scalar.of(0L));
    status = status.with("numberReady", Scalar.of(ready));
    status = Owned.count(status, "updatedNumberScheduled", updated);
    status = Owned.count(status, "numberAvailable", ready);
    return Owned.count(status, "numberUnavailable", 1 - ready);
  }
}
