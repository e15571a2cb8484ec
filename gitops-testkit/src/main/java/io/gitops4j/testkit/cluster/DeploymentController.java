package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rolls out Deployments: a ReplicaSet for each template, a new revision for each rollout. */
final class DeploymentController implements Controller {
  private final ControlPlane plane;

  DeploymentController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return change.key().groupKind().equals(Kinds.REPLICA_SET)
        ? Owned.ownerOf(change, Kinds.DEPLOYMENT)
        : Owned.self(change, Kinds.DEPLOYMENT);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue deployment = plane.store().get(key);
    if (deployment == null || Deletion.isTerminating(deployment)) {
      return Optional.empty();
    }
    boolean isPaused = deployment.at("spec", "paused").flatMap(Value::asBoolean).orElse(false);
    if (ReplicaSets.of(plane.store(), deployment).all().isEmpty()) {
      Owned.adopt(plane, deployment, Kinds.REPLICA_SET);
    }
    ReplicaSets found = ReplicaSets.of(plane.store(), deployment);
    boolean isNewSet = found.current() == null && !isPaused;
    long revision = isPaused ? ReplicaSets.revision(deployment) : ensureCurrent(deployment, found);
    ReplicaSets sets = ReplicaSets.of(plane.store(), deployment);
    sets.currentSet().ifPresent(current -> resize(Rollout.next(deployment, current, sets.old())));
    if (!isPaused) {
      forgetOldest(deployment, ReplicaSets.of(plane.store(), deployment));
    }
    MapValue status =
        DeploymentStatus.next(
            deployment,
            ReplicaSets.of(plane.store(), deployment),
            plane.scheduler().now(),
            isNewSet);
    return report(key, status, revision);
  }

  /** Sees to a ReplicaSet of the template, with the highest revision of all; answers that. */
  private long ensureCurrent(MapValue deployment, ReplicaSets sets) {
    long next = sets.nextRevision();
    MapValue current = sets.current();
    if (current == null) {
      plane.api().create(ReplicaSets.create(deployment, next), MANAGER);
      return next;
    }
    MapValue renumbered =
        plane
            .api()
            .update(
                ReplicaSets.key(current),
                MANAGER,
                set -> ReplicaSets.annotated(set, deployment, next));
    return ReplicaSets.revision(renumbered);
  }

  private void resize(Map<ResourceKey, Long> sizes) {
    sizes.forEach(
        (key, size) ->
            plane.api().update(key, MANAGER, set -> Fields.set(set, size, "spec", "replicas")));
  }

  /** Keeps as many unused ReplicaSets as the Deployment asks for, once its rollout is over. */
  private void forgetOldest(MapValue deployment, ReplicaSets sets) {
    List<MapValue> unused =
        sets.old().stream()
            .filter(set -> ReplicaSets.size(set) == 0)
            .filter(set -> Owned.number(set, "status", "replicas") == 0)
            .toList();
    long limit = Owned.number(deployment, "spec", "revisionHistoryLimit");
    boolean isOver = unused.size() == sets.old().size();
    if (isOver) {
      unused.stream()
          .limit(Math.max(0, unused.size() - limit))
          .forEach(
              set -> plane.api().deletion().delete(ReplicaSets.key(set), Propagation.BACKGROUND));
    }
  }

  private Optional<Duration> report(ResourceKey key, MapValue status, long revision) {
    MapValue reported =
        plane
            .api()
            .updateStatus(
                key, MANAGER, object -> withRevision(object.with("status", status), revision));
    return DeploymentStatus.deadlineIn(reported, plane.scheduler().now())
        .map(left -> left.isZero() ? Duration.ofSeconds(1) : left);
  }

  private static MapValue withRevision(MapValue deployment, long revision) {
    return revision == 0
        ? deployment
        : Fields.set(
            deployment,
            Scalar.of(String.valueOf(revision)),
            "metadata",
            "annotations",
            ReplicaSets.REVISION);
  }
}
