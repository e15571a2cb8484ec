package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.fallback;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;

/** What the API server fills in for horizontal pod autoscalers. */
final class AutoscalerDefaults {
  private static final Value HALF_BUSY =
      ListValue.of(
          MapValue.of("type", Scalar.of("Resource"))
              .with(
                  "resource",
                  MapValue.of("name", Scalar.of("cpu"))
                      .with(
                          "target",
                          MapValue.of("type", Scalar.of("Utilization"))
                              .with("averageUtilization", Scalar.of(80)))));
  private static final Value HALF_BUSY_AND_FLAT =
      ListValue.of(
          MapValue.of("type", Scalar.of("Resource"))
              .with(
                  "resource",
                  MapValue.of("name", Scalar.of("cpu"))
                      .with("targetAverageUtilization", Scalar.of(80))));
  private static final MapValue DOUBLE = policy("Percent", 100);
  private static final MapValue FOUR_MORE = policy("Pods", 4);

  private AutoscalerDefaults() {}

  private static MapValue policy(String type, long value) {
    return MapValue.of("type", Scalar.of(type))
        .with("value", Scalar.of(value))
        .with("periodSeconds", Scalar.of(15));
  }

  static MapValue of(MapValue object) {
    MapValue filled = fallback(object, 1, "spec", "minReplicas");
    return switch (object.textAt("apiVersion").orElse("")) {
      case "autoscaling/v1" -> filled;
      case "autoscaling/v2beta1" -> fallback(filled, HALF_BUSY_AND_FLAT, "spec", "metrics");
      default -> nested(fallback(filled, HALF_BUSY, "spec", "metrics"));
    };
  }

  private static MapValue nested(MapValue filled) {
    return edit(filled, AutoscalerDefaults::behavior, "spec", "behavior");
  }

  private static MapValue behavior(MapValue behavior) {
    MapValue filled = fallback(behavior, 0, "scaleUp", "stabilizationWindowSeconds");
    filled = fallback(filled, "Max", "scaleUp", "selectPolicy");
    filled = fallback(filled, ListValue.of(FOUR_MORE, DOUBLE), "scaleUp", "policies");
    filled = fallback(filled, "Max", "scaleDown", "selectPolicy");
    return fallback(filled, ListValue.of(DOUBLE), "scaleDown", "policies");
  }
}
