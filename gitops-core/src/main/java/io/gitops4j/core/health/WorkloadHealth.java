package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;

/**
 * Kinds that keep Pods running. Counts that are missing read as 0, as their controllers mean it.
 */
final class WorkloadHealth {
  private WorkloadHealth() {}

  static Health deployment(LiveResource resource) {
    if (resource.content().at("spec", "paused").flatMap(v -> v.asBoolean()).orElse(false)) {
      return Health.suspended("the rollout is paused");
    }
    if (isNotObserved(resource)) {
      return notObserved(resource);
    }
    Optional<Conditions.Condition> overdue =
        Conditions.of(resource)
            .get("Progressing")
            .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"));
    if (overdue.isPresent()) {
      return Health.degraded(overdue.get().words());
    }
    return rollout(resource);
  }

  private static Health rollout(LiveResource resource) {
    long updated = status(resource, "updatedReplicas");
    Optional<Long> wanted = spec(resource, "replicas");
    if (wanted.isPresent() && updated < wanted.get()) {
      return Health.progressing("%d of %d replicas are updated".formatted(updated, wanted.get()));
    }
    long old = status(resource, "replicas") - updated;
    if (old > 0) {
      return Health.progressing("%d old replicas are terminating".formatted(old));
    }
    long available = status(resource, "availableReplicas");
    if (available < updated) {
      return Health.progressing(
          "%d of %d updated replicas are available".formatted(available, updated));
    }
    return Health.HEALTHY;
  }

  static Health statefulSet(LiveResource resource) {
    if (isNotObserved(resource) || resource.observedGeneration().orElse(0L) == 0) {
      return notObserved(resource);
    }
    Optional<Long> wanted = spec(resource, "replicas");
    long ready = status(resource, "readyReplicas");
    if (wanted.isPresent() && ready < wanted.get()) {
      return Health.progressing("%d of %d replicas are ready".formatted(ready, wanted.get()));
    }
    boolean rolling = updateStrategy(resource).equals("RollingUpdate");
    if (rolling && resource.content().at("spec", "updateStrategy", "rollingUpdate").isPresent()) {
      return partitionedRollout(resource, wanted);
    }
    if (updateStrategy(resource).equals("OnDelete")) {
      return Health.HEALTHY;
    }
    Optional<String> update = resource.content().textAt("status", "updateRevision");
    return update.equals(resource.content().textAt("status", "currentRevision"))
        ? Health.HEALTHY
        : Health.progressing("rolling out " + update.orElse("another revision"));
  }

  private static Health partitionedRollout(LiveResource resource, Optional<Long> wanted) {
    Optional<Long> partition =
        resource.content().integerAt("spec", "updateStrategy", "rollingUpdate", "partition");
    if (partition.isEmpty() || wanted.isEmpty()) {
      return Health.HEALTHY;
    }
    long toUpdate = wanted.get() - partition.get();
    long updated = status(resource, "updatedReplicas");
    if (updated < toUpdate) {
      return Health.progressing("%d of %d replicas are updated".formatted(updated, toUpdate));
    }
    return partition.get() == 0
        ? Health.HEALTHY
        : Health.healthy("updated down to partition " + partition.get());
  }

  static Health daemonSet(LiveResource resource) {
    if (isNotObserved(resource)) {
      return notObserved(resource);
    }
    if (updateStrategy(resource).equals("OnDelete")) {
      return Health.HEALTHY;
    }
    long desired = status(resource, "desiredNumberScheduled");
    long updated = status(resource, "updatedNumberScheduled");
    if (updated < desired) {
      return Health.progressing("%d of %d pods are updated".formatted(updated, desired));
    }
    long available = status(resource, "numberAvailable");
    return available < desired
        ? Health.progressing("%d of %d pods are available".formatted(available, desired))
        : Health.HEALTHY;
  }

  static Health replicaSet(LiveResource resource) {
    if (isNotObserved(resource)) {
      return notObserved(resource);
    }
    Optional<Conditions.Condition> failure = Conditions.of(resource).whenTrue("ReplicaFailure");
    if (failure.isPresent()) {
      return Health.degraded(failure.get().words());
    }
    Optional<Long> wanted = spec(resource, "replicas");
    long available = status(resource, "availableReplicas");
    return wanted.isPresent() && available < wanted.get()
        ? Health.progressing("%d of %d replicas are available".formatted(available, wanted.get()))
        : Health.HEALTHY;
  }

  private static boolean isNotObserved(LiveResource resource) {
    return resource.observedGeneration().orElse(0L) < resource.generation();
  }

  private static Health notObserved(LiveResource resource) {
    return Health.progressing("generation %d is not observed yet".formatted(resource.generation()));
  }

  private static String updateStrategy(LiveResource resource) {
    return resource.content().textAt("spec", "updateStrategy", "type").orElse("");
  }

  private static Optional<Long> spec(LiveResource resource, String field) {
    return resource.content().integerAt("spec", field);
  }

  private static long status(LiveResource resource, String field) {
    return resource.content().integerAt("status", field).orElse(0L);
  }
}
