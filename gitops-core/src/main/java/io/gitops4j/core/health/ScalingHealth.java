package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Kinds that say how many Pods there should be. */
final class ScalingHealth {
  /** Reasons that mean a mistake in the autoscaler, its target or its metrics, by condition. */
  private static final Map<String, Set<String>> FAILURES =
      Map.of(
          "AbleToScale", Set.of("FailedGetScale", "FailedUpdateScale"),
          "ScalingActive",
              Set.of(
                  "FailedGetResourceMetric",
                  "FailedGetObjectMetric",
                  "FailedGetPodsMetric",
                  "FailedGetExternalMetric",
                  "FailedComputeMetricsReplicas",
                  "InvalidSelector"));

  private static final String FIRST_VERSION_CONDITIONS =
      "autoscaling.alpha.kubernetes.io/conditions";

  private ScalingHealth() {}

  static Health autoscaler(LiveResource autoscaler) {
    Optional<Health> behind = Observed.behind(autoscaler);
    if (behind.isPresent()) {
      return behind.get();
    }
    Conditions conditions = autoscalerConditions(autoscaler);
    for (Conditions.Condition condition : conditions.all()) {
      if (FAILURES.getOrDefault(condition.type(), Set.of()).contains(condition.reason())) {
        return Health.degraded(condition.words());
      }
    }
    boolean works =
        conditions
            .whenTrue("AbleToScale")
            .or(() -> conditions.whenTrue("ScalingLimited"))
            .isPresent();
    return works ? Health.HEALTHY : Health.progressing("has not said yet that it can scale");
  }

  /** The first version has no conditions: the server puts those of the second in an annotation. */
  private static Conditions autoscalerConditions(LiveResource autoscaler) {
    String json = autoscaler.manifest().annotations().get(FIRST_VERSION_CONDITIONS);
    if (json == null || !autoscaler.manifest().kind().version().equals("v1")) {
      return Conditions.of(autoscaler);
    }
    try {
      return Conditions.of(
          ManifestReader.create().readValues(FIRST_VERSION_CONDITIONS, json).stream()
              .flatMap(value -> value.asList().stream())
              .flatMap(list -> list.items().stream())
              .toList());
    } catch (ManifestException e) {
      // nobody but the server writes it: as good as absent
      return new Conditions(List.of());
    }
  }

  static Health disruptionBudget(LiveResource budget) {
    Optional<Health> behind = Observed.behind(budget);
    if (behind.isPresent()) {
      return behind.get();
    }
    Conditions conditions = Conditions.of(budget);
    for (Conditions.Condition condition : conditions.all()) {
      if (condition.isFalse() && !condition.reason().equals("InsufficientPods")) {
        return Health.degraded(condition.words());
      }
    }
    return conditions.all().isEmpty()
        ? Health.progressing("has not counted its pods yet")
        : Health.HEALTHY;
  }
}
