package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
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

  private ScalingHealth() {}

  static Health autoscaler(LiveResource autoscaler) {
    Optional<Health> behind = Observed.behind(autoscaler);
    if (behind.isPresent()) {
      return behind.get();
    }
    Conditions conditions = Conditions.of(autoscaler);
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
