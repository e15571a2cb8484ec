package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Locale;

/** The API server's checks of horizontal pod autoscalers. */
final class AutoscalerRules {
  private static final List<String> TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");

  private final Problems problems;
  private final MapValue spec;

  AutoscalerRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.spec = object.mapAt("spec");
  }

  void check() {
    checkReplicas();
    for (String field : List.of("kind", "name")) {
      if (spec.textAt("scaleTargetRef", field).orElse("").isEmpty()) {
        problems.required("spec.scaleTargetRef." + field);
      }
    }
    List<Value> metrics = spec.itemsAt("metrics");
    for (int i = 0; i < metrics.size(); i++) {
      checkMetric("spec.metrics[%d]".formatted(i), metrics.get(i).mapAt());
    }
    spec.integerAt("targetCPUUtilizationPercentage")
        .filter(percent -> percent <= 0)
        .ifPresent(
            percent ->
                problems.invalid(
                    "spec.metrics[0].resource.target.averageUtilization",
                    Scalar.of(percent),
                    "must be greater than 0"));
    checkBehavior("scaleUp");
    checkBehavior("scaleDown");
    if (spec.integerAt("minReplicas").orElse(1L) == 0) {
      problems.forbidden(
          "spec.metrics",
          "must specify at least one Object or External metric to support scaling to zero"
              + " replicas");
    }
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

  private void checkMetric(String at, MapValue metric) {
    String type = metric.textAt("type").orElse("");
    if (type.isEmpty()) {
      problems.required(at + ".type", "must specify a metric source type");
    }
    problems.oneOf(at + ".type", Scalar.of(type), TYPES.toArray(String[]::new));
    if (!TYPES.contains(type)) {
      // The server finds it twice.
      problems.oneOf(at + ".type", Scalar.of(type), TYPES.toArray(String[]::new));
      return;
    }
    String field = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    if (metric.get(field).isEmpty()) {
      problems.required(at + "." + field, "must populate information for the given metric source");
    } else {
      checkSource(at + "." + field, field, metric.mapAt(field));
    }
  }

  private void checkSource(String at, String field, MapValue source) {
    MapValue target = source.mapAt("target");
    switch (field) {
      case "resource", "containerResource" -> {
        if (source.textAt("name").orElse("").isEmpty()) {
          problems.required(at + ".name", "must specify a resource name");
        }
        checkTarget(at + ".target", target);
      }
      default -> {
        if (source.textAt("metric", "name").orElse("").isEmpty()) {
          problems.required(at + ".metric.name", "must specify a metric name");
        }
        boolean isPositive =
            target
                .get("averageValue")
                .flatMap(Quantity::of)
                .filter(q -> q.value().signum() > 0)
                .isPresent();
        if (field.equals("pods") && !isPositive) {
          problems.required(
              at + ".target.averageValue", "must specify a positive target averageValue");
        }
      }
    }
  }

  private void checkTarget(String at, MapValue target) {
    boolean hasUse = target.get("averageUtilization").isPresent();
    boolean hasAmount = target.get("averageValue").isPresent();
    long use = target.integerAt("averageUtilization").orElse(1L);
    if (hasUse && use < 1) {
      problems.invalid(at + ".averageUtilization", Scalar.of(use), "must be greater than 0");
    }
    if (!hasUse && !hasAmount) {
      problems.required(
          at + ".averageUtilization", "must set either a target raw value or a target utilization");
    } else if (hasUse && hasAmount) {
      problems.forbidden(
          at + ".averageValue", "may not set both a target raw value and a target utilization");
    }
  }

  private void checkBehavior(String direction) {
    MapValue rules = spec.mapAt("behavior", direction);
    String at = "spec.behavior." + direction;
    if (rules.isEmpty()) {
      return;
    }
    problems.notNegative(
        at + ".stabilizationWindowSeconds", rules.get("stabilizationWindowSeconds"));
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

  private void checkPolicy(String at, Value policy) {
    problems.oneOf(at + ".type", policy.at("type").orElse(Scalar.of("")), "Percent", "Pods");
    for (String field : List.of("value", "periodSeconds")) {
      long number = policy.integerAt(field).orElse(0L);
      if (number <= 0) {
        problems.invalid(at + "." + field, Scalar.of(number), "must be greater than zero");
      }
    }
  }
}
