package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.fallback;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
  private static final MapValue DOUBLE = policy("Percent", 100);
  private static final MapValue FOUR_MORE = policy("Pods", 4);

  private AutoscalerDefaults() {}

  private static MapValue policy(String type, long value) {
    return MapValue.of("type", Scalar.of(type))
        .with("value", Scalar.of(value))
        .with("periodSeconds", Scalar.of(15));
  }

  static MapValue of(Release release, MapValue object) {
    MapValue filled = fallback(object, 1, "spec", "minReplicas");
    if (object.textAt("apiVersion").filter("autoscaling/v1"::equals).isPresent()) {
      return fallback(filled, 80, "spec", "targetCPUUtilizationPercentage");
    }
    filled = fallback(filled, HALF_BUSY, "spec", "metrics");
    if (release.isBefore(1, 23)) {
      filled = withProcessorLast(filled);
    }
    return edit(filled, AutoscalerDefaults::behavior, "spec", "behavior");
  }

  /**
   * The version in which old servers store them has a field for it, apart from the other metrics.
   */
  private static MapValue withProcessorLast(MapValue object) {
    List<Value> metrics = new ArrayList<>(object.itemsAt("spec", "metrics"));
    metrics.sort(Comparator.comparing(AutoscalerDefaults::isProcessor));
    return Fields.set(object, new ListValue(metrics), "spec", "metrics");
  }

  private static boolean isProcessor(Value metric) {
    return metric.textAt("type").filter("Resource"::equals).isPresent()
        && metric.textAt("resource", "name").filter("cpu"::equals).isPresent()
        && metric.at("resource", "target", "averageUtilization").isPresent();
  }

  private static MapValue behavior(MapValue behavior) {
    MapValue filled = fallback(behavior, 0, "scaleUp", "stabilizationWindowSeconds");
    filled = fallback(filled, "Max", "scaleUp", "selectPolicy");
    filled = fallback(filled, ListValue.of(FOUR_MORE, DOUBLE), "scaleUp", "policies");
    filled = fallback(filled, "Max", "scaleDown", "selectPolicy");
    return fallback(filled, ListValue.of(DOUBLE), "scaleDown", "policies");
  }
}
