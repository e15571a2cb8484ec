package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Metrics of autoscalers in the two ways in which versions have them: flat in the first ones, with
 * a metric and a target later. In the order in which the server writes their fields.
 */
final class AutoscalerMetrics {
  private static final List<String> SOURCES =
      List.of("object", "pods", "resource", "containerResource", "external");
  private static final Value ZERO = Scalar.of("0");

  private final boolean isStatus;

  private AutoscalerMetrics(boolean isStatus) {
    this.isStatus = isStatus;
  }

  static AutoscalerMetrics ofSpec() {
    return new AutoscalerMetrics(false);
  }

  static AutoscalerMetrics ofStatus() {
    return new AutoscalerMetrics(true);
  }

  /** Builds maps in order, of what there is. */
  private static final class Builder {
    private final Map<String, Value> entries = new LinkedHashMap<>();

    Builder put(String name, Optional<Value> value) {
      value.ifPresent(there -> entries.put(name, there));
      return this;
    }

    MapValue build() {
      return new MapValue(entries);
    }
  }

  List<Value> flat(List<Value> metrics) {
    return metrics.stream().map(metric -> (Value) each(metric, true)).toList();
  }

  List<Value> nested(List<Value> metrics) {
    List<Value> nested = new ArrayList<>();
    metrics.forEach(metric -> nested.add(each(metric, false)));
    return nested;
  }

  private MapValue each(Value metric, boolean becomesFlat) {
    Builder changed = new Builder().put("type", Optional.of(text(metric, "type")));
    for (String source : SOURCES) {
      metric
          .at(source)
          .flatMap(Value::asMap)
          .map(it -> becomesFlat ? flat(source, it) : nested(source, it))
          .ifPresent(it -> changed.put(source, Optional.of(it)));
    }
    return changed.build();
  }

  private static Value selector(Value selector) {
    List<Value> expressions =
        selector.itemsAt("matchExpressions").stream()
            .<Value>map(it -> ordered(it, "key", "operator", "values"))
            .toList();
    Optional<Value> labels = selector.at("matchLabels");
    return new Builder()
        .put("matchLabels", labels.map(map -> new MapValue(new TreeMap<>(map.mapAt().entries()))))
        .put(
            "matchExpressions",
            expressions.isEmpty() ? Optional.empty() : Optional.of(new ListValue(expressions)))
        .build();
  }

  private static MapValue ordered(Value map, String... fields) {
    Builder ordered = new Builder();
    for (String field : fields) {
      ordered.put(field, map.at(field));
    }
    return ordered.build();
  }

  private static Value text(Value value, String field) {
    return value.at(field).orElse(Scalar.of(""));
  }

  private String value(boolean isAverage) {
    return (isStatus ? "current" : "target") + (isAverage ? "Average" : "") + "Value";
  }

  private MapValue flat(String source, MapValue metric) {
    MapValue amount = metric.mapAt(isStatus ? "current" : "target");
    Optional<Value> name = Optional.of(text(metric.mapAt("metric"), "name"));
    Optional<Value> selector = metric.at("metric", "selector").map(AutoscalerMetrics::selector);
    Optional<Value> average = amount.get("averageValue");
    Optional<Value> value = amount.get("value");
    return switch (source) {
      case "object" ->
          new Builder()
              .put(
                  "target",
                  metric
                      .get("describedObject")
                      .map(it -> ordered(it, "kind", "name", "apiVersion")))
              .put("metricName", name)
              .put(value(false), value.or(() -> Optional.of(ZERO)))
              .put("selector", selector)
              .put("averageValue", average)
              .build();
      case "pods" ->
          new Builder()
              .put("metricName", name)
              .put(value(true), average.or(() -> Optional.of(ZERO)))
              .put("selector", selector)
              .build();
      case "external" ->
          new Builder()
              .put("metricName", name)
              .put("metricSelector", selector)
              .put(value(false), isStatus ? value.or(() -> Optional.of(ZERO)) : value)
              .put(value(true), average)
              .build();
      default ->
          new Builder()
              .put("name", Optional.of(text(metric, "name")))
              .put(
                  (isStatus ? "current" : "target") + "AverageUtilization",
                  amount.get("averageUtilization"))
              .put(value(true), isStatus ? average.or(() -> Optional.of(ZERO)) : average)
              .put("container", metric.get("container"))
              .build();
    };
  }

  private MapValue nested(String source, MapValue metric) {
    Optional<Value> average = metric.get(value(true));
    Optional<Value> value = metric.get(value(false));
    return switch (source) {
      case "object" ->
          new Builder()
              .put("describedObject", metric.get("target"))
              .put(amount(), amount(value, metric.get("averageValue")))
              .put("metric", metric(metric, "selector"))
              .build();
      case "pods" ->
          new Builder()
              .put("metric", metric(metric, "selector"))
              .put(amount(), amount(Optional.empty(), average))
              .build();
      case "external" ->
          new Builder()
              .put("metric", metric(metric, "metricSelector"))
              .put(amount(), amount(value, average))
              .build();
      default ->
          new Builder()
              .put("name", metric.get("name"))
              .put(amount(), use(metric, average))
              .put("container", metric.get("container"))
              .build();
    };
  }

  private String amount() {
    return isStatus ? "current" : "target";
  }

  private static Optional<Value> metric(MapValue metric, String selector) {
    return Optional.of(
        new Builder()
            .put("name", Optional.of(text(metric, "metricName")))
            .put("selector", metric.get(selector))
            .build());
  }

  private Optional<Value> amount(Optional<Value> value, Optional<Value> average) {
    return Optional.of(
        typed(average.isPresent() ? "AverageValue" : "Value")
            .put("value", value)
            .put("averageValue", average)
            .build());
  }

  private Optional<Value> use(MapValue metric, Optional<Value> average) {
    Optional<Value> use = metric.get(amount() + "AverageUtilization");
    return Optional.of(
        typed(use.isPresent() ? "Utilization" : "AverageValue")
            .put("averageValue", average)
            .put("averageUtilization", use)
            .build());
  }

  private Builder typed(String type) {
    return new Builder().put("type", isStatus ? Optional.empty() : Optional.of(Scalar.of(type)));
  }
}
