package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Locale;

/** The API server's checks of what an autoscaler goes by. */
final class AutoscalerMetricRules {
  private static final List<String> TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");

  /** In the order in which the server comes upon them. */
  private static final List<String> SOURCES =
      List.of("object", "external", "pods", "resource", "containerResource");

  private static final List<String> TARGETS = List.of("Utilization", "Value", "AverageValue");

  private final Problems problems;

  AutoscalerMetricRules(Problems problems) {
    this.problems = problems;
  }

  void check(String at, MapValue metric) {
    String type = metric.textAt("type").orElse("");
    if (type.isEmpty()) {
      problems.required(at + ".type", "must specify a metric source type");
    }
    checkType(at, type);
    List<String> sources =
        SOURCES.stream().filter(source -> metric.get(source).isPresent()).toList();
    if (!sources.isEmpty()) {
      checkSource(at + "." + sources.get(0), sources.get(0), metric.mapAt(sources.get(0)));
    }
    String expected =
        TYPES.contains(type)
            ? type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1)
            : "";
    if (expected.isEmpty()) {
      checkType(at, type);
    } else if (!sources.contains(expected)) {
      problems.required(
          at + "." + expected,
          "must populate information for the given metric source"
              + (expected.equals("containerResource")
                  ? " (only allowed when HPAContainerMetrics feature is enabled)"
                  : ""));
    }
    if (sources.size() > 1) {
      forbidOthers(at, expected, sources);
    }
  }

  private void checkType(String at, String type) {
    problems.oneOf(at + ".type", Scalar.of(type), TYPES.toArray(String[]::new));
  }

  private void forbidOthers(String at, String expected, List<String> sources) {
    sources.stream()
        .filter(source -> !source.equals(expected))
        .sorted()
        .forEach(
            source ->
                problems.forbidden(
                    at + "." + source, "must populate the given metric source only"));
  }

  private void checkSource(String at, String source, MapValue metric) {
    MapValue target = metric.mapAt("target");
    switch (source) {
      case "object" -> {
        checkReference(problems, at + ".describedObject", metric.mapAt("describedObject"));
        checkMetric(at + ".metric", metric.mapAt("metric"));
        checkTarget(at + ".target", target);
        if (target.get("value").isEmpty() && target.get("averageValue").isEmpty()) {
          problems.required(
              at + ".target.averageValue", "must set either a target value or averageValue");
        }
      }
      case "external" -> {
        checkMetric(at + ".metric", metric.mapAt("metric"));
        checkTarget(at + ".target", target);
        checkExternal(at + ".target", target);
      }
      case "pods" -> {
        checkMetric(at + ".metric", metric.mapAt("metric"));
        checkTarget(at + ".target", target);
        if (target.get("averageValue").isEmpty()) {
          problems.required(
              at + ".target.averageValue", "must specify a positive target averageValue");
        }
      }
      default -> {
        if (metric.textAt("name").orElse("").isEmpty()) {
          problems.required(at + ".name", "must specify a resource name");
        }
        checkTarget(at + ".target", target);
        checkUse(at + ".target", target);
      }
    }
  }

  /** Another object, by its kind and name. */
  static void checkReference(Problems problems, String at, MapValue reference) {
    for (String field : List.of("kind", "name")) {
      String text = reference.textAt(field).orElse("");
      if (text.isEmpty()) {
        problems.required(at + "." + field);
      }
      NameRules.ofPath(text)
          .forEach(wrong -> problems.invalid(at + "." + field, Scalar.of(text), wrong));
    }
  }

  private void checkMetric(String at, MapValue metric) {
    String name = metric.textAt("name").orElse("");
    if (name.isEmpty()) {
      problems.required(at + ".name", "must specify a metric name");
    }
    NameRules.ofPath(name).forEach(wrong -> problems.invalid(at + ".name", Scalar.of(name), wrong));
  }

  private void checkTarget(String at, MapValue target) {
    String type = target.textAt("type").orElse("");
    if (type.isEmpty()) {
      problems.required(at + ".type", "must specify a metric target type");
    }
    if (!TARGETS.contains(type)) {
      problems.invalid(
          at + ".type", Scalar.of(type), "must be either Utilization, Value, or AverageValue");
    }
    for (String field : List.of("value", "averageValue")) {
      boolean isPositive =
          target
              .get(field)
              .flatMap(Quantity::of)
              .filter(quantity -> quantity.value().signum() <= 0)
              .isEmpty();
      if (!isPositive) {
        problems.invalid(at + "." + field, "resource.Quantity{...}", "must be positive");
      }
    }
    long use = target.integerAt("averageUtilization").orElse(1L);
    if (use < 1) {
      problems.invalid(at + ".averageUtilization", Scalar.of(use), "must be greater than 0");
    }
  }

  private void checkExternal(String at, MapValue target) {
    boolean hasValue = target.get("value").isPresent();
    boolean hasAverage = target.get("averageValue").isPresent();
    if (!hasValue && !hasAverage) {
      problems.required(
          at + ".averageValue", "must set either a target value for metric or a per-pod target");
    } else if (hasValue && hasAverage) {
      problems.forbidden(
          at + ".value", "may not set both a target value for metric and a per-pod target");
    }
  }

  private void checkUse(String at, MapValue target) {
    Value none = Scalar.NULL;
    boolean hasUse = !target.get("averageUtilization").orElse(none).isNull();
    boolean hasAmount = !target.get("averageValue").orElse(none).isNull();
    if (!hasUse && !hasAmount) {
      problems.required(
          at + ".averageUtilization", "must set either a target raw value or a target utilization");
    } else if (hasUse && hasAmount) {
      problems.forbidden(
          at + ".averageValue", "may not set both a target raw value and a target utilization");
    }
  }
}
