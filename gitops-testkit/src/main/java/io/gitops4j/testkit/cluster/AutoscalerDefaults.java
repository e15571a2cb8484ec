package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.fallback;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;

/** What the API server fills in for horizontal pod autoscalers. */
final class AutoscalerDefaults {
  private static final Value HALF_BUSY =
      Value.of(
          List.of(
              Map.of(
                  "type",
                  "Resource",
                  "resource",
                  Map.of(
                      "name",
                      "cpu",
                      "target",
                      Map.of("type", "Utilization", "averageUtilization", 80)))));
  private static final Map<String, Object> DOUBLE =
      Map.of("type", "Percent", "value", 100, "periodSeconds", 15);
  private static final Map<String, Object> FOUR_MORE =
      Map.of("type", "Pods", "value", 4, "periodSeconds", 15);

  private AutoscalerDefaults() {}

  static MapValue of(MapValue object) {
    MapValue filled = fallback(object, 1, "spec", "minReplicas");
    if (object.textAt("apiVersion").filter("autoscaling/v1"::equals).isPresent()) {
      return fallback(filled, 80, "spec", "targetCPUUtilizationPercentage");
    }
    filled = fallback(filled, HALF_BUSY, "spec", "metrics");
    return edit(filled, AutoscalerDefaults::behavior, "spec", "behavior");
  }

  private static MapValue behavior(MapValue behavior) {
    MapValue filled = fallback(behavior, 0, "scaleUp", "stabilizationWindowSeconds");
    filled = fallback(filled, "Max", "scaleUp", "selectPolicy");
    filled = fallback(filled, Value.of(List.of(FOUR_MORE, DOUBLE)), "scaleUp", "policies");
    filled = fallback(filled, "Max", "scaleDown", "selectPolicy");
    return fallback(filled, Value.of(List.of(DOUBLE)), "scaleDown", "policies");
  }
}
