package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of horizontal pod autoscalers, in the fields of their last version. */
final class AutoscalerRules {
  private static final long LONGEST_WINDOW = 3600;
  private static final long LONGEST_PERIOD = 1800;

  private final Problems problems;
  private final MapValue spec;

  AutoscalerRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.spec = object.mapAt("spec");
  }

  void check() {
    checkReplicas();
    AutoscalerMetricRules.checkReference(
        problems, "spec.scaleTargetRef", spec.mapAt("scaleTargetRef"));
    List<Value> metrics = spec.itemsAt("metrics");
    AutoscalerMetricRules rules = new AutoscalerMetricRules(problems);
    for (int i = 0; i < metrics.size(); i++) {
      rules.check("spec.metrics[%d]".formatted(i), metrics.get(i).mapAt());
    }
    boolean isLedFromOutside =
        metrics.stream()
            .map(metric -> metric.textAt("type").orElse(""))
            .anyMatch(type -> type.equals("Object") || type.equals("External"));
    if (spec.integerAt("minReplicas").orElse(1L) == 0 && !isLedFromOutside) {
      problems.forbidden(
          "spec.metrics",
          "must specify at least one Object or External metric to support scaling to zero"
              + " replicas");
    }
    checkBehavior("scaleUp");
    checkBehavior("scaleDown");
  }

  private void checkReplicas() {
    long fewest = spec.integerAt("minReplicas").orElse(1L);
    long most = spec.integerAt("maxReplicas").orElse(0L);
    if (fewest < 1) {
      problems.invalid("spec.minReplicas", Scalar.of(fewest), "must be greater than or equal to 1");
    }
    if (most < 1) {
      problems.invalid("spec.maxReplicas", Scalar.of(most), "must be greater than 0");
    }
    if (most < fewest) {
      problems.invalid(
          "spec.maxReplicas", Scalar.of(most), "must be greater than or equal to `minReplicas`");
    }
  }

  private void checkBehavior(String direction) {
    MapValue rules = spec.mapAt("behavior", direction);
    String at = "spec.behavior." + direction;
    if (rules.isEmpty()) {
      return;
    }
    rules
        .get("stabilizationWindowSeconds")
        .ifPresent(window -> checkWindow(at + ".stabilizationWindowSeconds", window));
    rules
        .get("selectPolicy")
        .ifPresent(
            policy -> problems.oneOf(at + ".selectPolicy", policy, "Disabled", "Max", "Min"));
    List<Value> policies = rules.itemsAt("policies");
    if (policies.isEmpty()) {
      problems.required(at + ".policies", "must specify at least one Policy");
    }
    for (int i = 0; i < policies.size(); i++) {
      checkPolicy("%s.policies[%d]".formatted(at, i), policies.get(i));
    }
  }

  private void checkWindow(String at, Value window) {
    long seconds = window.asInteger().orElse(0L);
    if (seconds < 0) {
      problems.invalid(at, window, "must be greater than or equal to zero");
    }
    checkMost(at, seconds, LONGEST_WINDOW);
  }

  private void checkMost(String at, long number, long most) {
    if (number > most) {
      problems.invalid(at, Scalar.of(number), "must be less than or equal to " + most);
    }
  }

  private void checkPolicy(String at, Value policy) {
    problems.oneOf(at + ".type", policy.at("type").orElse(Scalar.of("")), "Percent", "Pods");
    for (String field : List.of("value", "periodSeconds")) {
      long number = policy.integerAt(field).orElse(0L);
      if (number <= 0) {
        problems.invalid(at + "." + field, Scalar.of(number), "must be greater than zero");
      }
    }
    checkMost(at + ".periodSeconds", policy.integerAt("periodSeconds").orElse(0L), LONGEST_PERIOD);
  }
}
