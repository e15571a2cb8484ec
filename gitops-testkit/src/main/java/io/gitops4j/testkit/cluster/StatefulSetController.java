package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the numbered pods of StatefulSets, one after the other. Volume claims follow templates. */
final class StatefulSetController implements Controller {
  private static final String REVISION = "controller-revision-hash";

  private final ControlPlane plane;

  StatefulSetController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return change.key().groupKind().equals(Kinds.POD)
        ? Owned.ownerOf(change, Kinds.STATEFUL_SET)
        : Owned.self(change, Kinds.STATEFUL_SET);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue set = plane.store().get(key);
    if (set == null || Deletion.isTerminating(set)) {
      return Optional.empty();
    }
    String revision =
        key.name() + "-" + Identifiers.hash(CanonicalJson.write(set.mapAt("spec", "template")));
    step(key, set, revision);
    plane
        .api()
        .updateStatus(key, MANAGER, object -> object.with("status", status(object, revision)));
    return Optional.empty();
  }

  /** Does the one thing that comes next: make a pod, or take one down. */
  private void step(ResourceKey key, MapValue set, String revision) {
    long wanted = Owned.number(set, "spec", "replicas");
    List<MapValue> pods = Owned.by(plane.store(), set, Kinds.POD);
    for (long i = 0; i < wanted; i++) {
      MapValue pod = plane.store().get(podKey(key, i));
      if (pod == null) {
        create(key, set, i, revision);
        return;
      }
      if (!Pods.isReady(pod) && isOfRevision(pod, revision)) {
        return;
      }
    }
    pods.stream()
        .filter(pod -> number(pod) >= wanted || !isOfRevision(pod, revision))
        .max((a, b) -> Long.compare(number(a), number(b)))
        .ifPresent(
            pod -> plane.api().deletion().delete(ApiServer.keyOf(pod), Propagation.BACKGROUND));
  }

  private static ResourceKey podKey(ResourceKey set, long number) {
    return new ResourceKey("", "Pod", set.namespace(), set.name() + "-" + number);
  }

  private static long number(MapValue pod) {
    String name = pod.textAt("metadata", "name").orElse("0");
    return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
  }

  private static boolean isOfRevision(MapValue pod, String revision) {
    return pod.textAt("metadata", "labels", REVISION).equals(Optional.of(revision));
  }

  private void create(ResourceKey key, MapValue set, long number, String revision) {
    String name = podKey(key, number).name();
    MapValue pod = Fields.remove(Pods.of(set, ""), "metadata", "generateName");
    pod = Fields.set(pod, name, "metadata", "name");
    pod = Fields.set(pod, revision, "metadata", "labels", REVISION);
    pod = Fields.set(pod, name, "metadata", "labels", "statefulset.kubernetes.io/pod-name");
    List<Value> volumes = new ArrayList<>(pod.itemsAt("spec", "volumes"));
    for (Value template : set.itemsAt("spec", "volumeClaimTemplates")) {
      String volume = template.textAt("metadata", "name").orElse("");
      String claim = volume + "-" + name;
      claim(key, template.mapAt(), claim);
      MapValue source = Fields.set(MapValue.EMPTY, claim, "persistentVolumeClaim", "claimName");
      volumes.add(source.with("name", Scalar.of(volume)));
    }
    plane.api().create(Fields.set(pod, new ListValue(volumes), "spec", "volumes"), MANAGER);
  }

  private void claim(ResourceKey set, MapValue template, String name) {
    if (plane.store().get(new ResourceKey("", "PersistentVolumeClaim", set.namespace(), name))
        == null) {
      MapValue claim = Fields.set(template.without("status"), name, "metadata", "name");
      plane.api().create(Fields.set(claim, set.namespace(), "metadata", "namespace"), MANAGER);
    }
  }

  private MapValue status(MapValue set, String revision) {
    List<MapValue> pods = Owned.by(plane.store(), set, Kinds.POD);
    long ready = pods.stream().filter(Pods::isReady).count();
    long updated = pods.stream().filter(pod -> isOfRevision(pod, revision)).count();
    boolean isDone = updated == pods.size() && ready == Owned.number(set, "spec", "replicas");
    MapValue status = set.mapAt("status");
    status =
        status.with("observedGeneration", Scalar.of(Owned.number(set, "metadata", "generation")));
    status = status.with("replicas", Scalar.of((long) pods.size()));
    status = Owned.count(status, "readyReplicas", ready);
    status = status.with("availableReplicas", Scalar.of(ready));
    status = Owned.count(status, "updatedReplicas", updated);
    status = status.with("updateRevision", Scalar.of(revision));
    String current = status.textAt("currentRevision").orElse(revision);
    status = status.with("currentRevision", Scalar.of(isDone ? revision : current));
    long old = isDone ? updated : pods.size() - updated;
    status = Owned.count(status, "currentReplicas", current.equals(revision) ? updated : old);
    return status.with("collisionCount", Scalar.of(0L));
  }
}
