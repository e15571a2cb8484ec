package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pods as their controllers see them. */
final class Pods {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private Pods() {}

  /** A pod from the template of its owner, to be named by the server. */
  static MapValue of(MapValue owner, String namePrefix) {
    MapValue template = owner.mapAt("spec", "template");
    MapValue pod = Value.of(Map.<String, Object>of("apiVersion", "v1", "kind", "Pod")).mapAt();
    pod = pod.with("metadata", template.mapAt("metadata"));
    pod = Fields.set(pod, namePrefix, "metadata", "generateName");
    pod =
        Fields.set(pod, owner.textAt("metadata", "namespace").orElse(""), "metadata", "namespace");
    return Owned.withController(pod, owner).with("spec", template.mapAt("spec"));
  }

  static String phase(MapValue pod) {
    return pod.textAt("status", "phase").orElse("");
  }

  /** Whether it counts for its owner: neither at its end nor being deleted. */
  static boolean isActive(MapValue pod) {
    return !hasEnded(pod) && !Deletion.isTerminating(pod);
  }

  static boolean hasEnded(MapValue pod) {
    return ENDED.contains(phase(pod));
  }

  static boolean isReady(MapValue pod) {
    return Conditions.isTrue(pod.mapAt("status"), "Ready");
  }

  static Duration readySince(MapValue pod, Instant now) {
    Optional<Instant> since =
        Conditions.find(pod.mapAt("status"), "Ready")
            .flatMap(condition -> condition.textAt("lastTransitionTime"))
            .map(Instant::parse);
    return since.map(time -> Duration.between(time, now)).orElse(Duration.ZERO);
  }
}
