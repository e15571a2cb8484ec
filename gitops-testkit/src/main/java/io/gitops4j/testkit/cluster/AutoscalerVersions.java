package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The versions of autoscalers. The first one, in which old servers store them, has fields for the
 * use of the processor only, and keeps the rest in annotations. Stateless.
 */
final class AutoscalerVersions implements Conversion {
  private static final String FIRST = "autoscaling/v1";
  private static final String FLAT = "autoscaling/v2beta1";
  private static final String LAST_BETA = "autoscaling/v2beta2";

  private static final MapValue HALF_BUSY = processorOf(Scalar.of(80));

  @Override
  public MapValue in(String apiVersion, MapValue object) {
    return object.textAt("apiVersion").filter(apiVersion::equals).isPresent()
        ? object
        : written(apiVersion, checked(object));
  }

  /** In the fields of the last version. */
  @Override
  public MapValue checked(MapValue object) {
    return read(MapValue.EMPTY, object);
  }

  @Override
  public MapValue normal(MapValue object) {
    return object.textAt("apiVersion").filter(FIRST::equals).isPresent()
        ? written(FIRST, checked(object))
        : object;
  }

  @Override
  public MapValue readOver(MapValue before, MapValue stored) {
    return read(checked(before), stored);
  }

  private static MapValue written(String apiVersion, MapValue hub) {
    return switch (apiVersion) {
      case FIRST -> first(hub);
      case FLAT -> withNulls(flat(hub)).with("apiVersion", Scalar.of(FLAT));
      case LAST_BETA -> withNulls(hub).with("apiVersion", Scalar.of(LAST_BETA));
      default -> withoutNulls(hub).with("apiVersion", Scalar.of(apiVersion));
    };
  }

  /** Over what was read before, which is empty or in the fields of the last version. */
  private static MapValue read(MapValue before, MapValue object) {
    return switch (object.textAt("apiVersion").orElse("")) {
      case FIRST -> ofFirst(before, object);
      case FLAT -> ofFlat(object);
      default -> object;
    };
  }

  private static MapValue withNulls(MapValue object) {
    MapValue filled = Fields.fallback(object, Scalar.NULL, "status", "conditions");
    return Fields.fallback(filled, Scalar.NULL, "status", "currentMetrics");
  }

  private static MapValue withoutNulls(MapValue hub) {
    boolean isNull = hub.at("status", "conditions").filter(Value::isNull).isPresent();
    return isNull ? Fields.remove(hub, "status", "conditions") : hub;
  }

  private static MapValue first(MapValue hub) {
    AutoscalerNotes notes = new AutoscalerNotes();
    List<Value> metrics = hub.itemsAt("spec", "metrics");
    List<Value> current = hub.itemsAt("status", "currentMetrics");
    notes.metrics(
        AutoscalerMetrics.ofSpec().flat(metrics.stream().filter(m -> !isUse(m)).toList()));
    notes.currentMetrics(AutoscalerMetrics.ofStatus().flat(current));
    notes.conditions(hub.itemsAt("status", "conditions"));
    notes.behavior(hub.at("spec", "behavior"));
    MapValue first = notes.writtenTo(hub).with("apiVersion", Scalar.of(FIRST));
    first = Fields.remove(Fields.remove(first, "spec", "metrics"), "spec", "behavior");
    for (String field : List.of("currentMetrics", "conditions")) {
      first = Fields.remove(first, "status", field);
    }
    // The first metric of the processor is looked at, whatever it says of it.
    Optional<Value> target = use(metrics, "target");
    if (target.isPresent()) {
      first = Fields.set(first, target.get(), "spec", "targetCPUUtilizationPercentage");
    }
    Optional<Value> use = use(current, "current");
    return use.isPresent()
        ? Fields.set(first, use.get(), "status", "currentCPUUtilizationPercentage")
        : first;
  }

  private static Optional<Value> use(List<Value> metrics, String amount) {
    return metrics.stream()
        .filter(AutoscalerVersions::isOfProcessor)
        .findFirst()
        .flatMap(metric -> metric.at("resource", amount, "averageUtilization"));
  }

  private static boolean isUse(Value metric) {
    return isOfProcessor(metric)
        && metric.at("resource", "target", "averageUtilization").isPresent();
  }

  private static boolean isOfProcessor(Value metric) {
    return metric.textAt("type").filter("Resource"::equals).isPresent()
        && metric.textAt("resource", "name").filter("cpu"::equals).isPresent();
  }

  private static MapValue ofFirst(MapValue before, MapValue first) {
    MapValue hub = AutoscalerNotes.removedFrom(first).with("apiVersion", Scalar.of(LAST_BETA));
    hub = Fields.remove(hub, "spec", "targetCPUUtilizationPercentage");
    hub = Fields.remove(hub, "status", "currentCPUUtilizationPercentage");
    hub = Fields.set(hub, new ListValue(metrics(before, first)), "spec", "metrics");
    Optional<Value> behavior =
        AutoscalerNotes.behaviorOf(first).or(() -> before.at("spec", "behavior"));
    if (behavior.isPresent()) {
      hub = Fields.set(hub, behavior.get(), "spec", "behavior");
    }
    return withNulls(withStatus(before, first, hub));
  }

  private static List<Value> metrics(MapValue before, MapValue first) {
    List<Value> others =
        first
            .at("spec", "targetCPUUtilizationPercentage")
            .map(use -> List.<Value>of(processorOf(use)))
            .orElse(before.itemsAt("spec", "metrics"));
    Optional<List<Value>> noted = AutoscalerNotes.metricsOf(first);
    if (noted.isEmpty()) {
      return others.isEmpty() ? List.of(HALF_BUSY) : others;
    }
    List<Value> metrics = new ArrayList<>(AutoscalerMetrics.ofSpec().nested(noted.get()));
    for (int i = 0; i < others.size(); i++) {
      // There is room for all others, but only the first is written.
      metrics.add(i == 0 ? others.get(0) : MapValue.of("type", Scalar.of("")));
    }
    return metrics;
  }

  private static MapValue processorOf(Value percent) {
    MapValue target =
        MapValue.of("type", Scalar.of("Utilization")).with("averageUtilization", percent);
    return MapValue.of("type", Scalar.of("Resource"))
        .with("resource", MapValue.of("name", Scalar.of("cpu")).with("target", target));
  }

  private static MapValue withStatus(MapValue before, MapValue first, MapValue hub) {
    MapValue filled = hub;
    Optional<Value> current =
        AutoscalerNotes.currentMetricsOf(first)
            .<Value>map(noted -> new ListValue(AutoscalerMetrics.ofStatus().nested(noted)))
            .or(() -> first.at("status", "currentCPUUtilizationPercentage").map(u -> inUse(u)))
            .or(() -> before.at("status", "currentMetrics"));
    if (current.isPresent()) {
      filled = Fields.set(filled, current.get(), "status", "currentMetrics");
    }
    Optional<Value> conditions =
        AutoscalerNotes.conditionsOf(first).or(() -> before.at("status", "conditions"));
    return conditions.isPresent()
        ? Fields.set(filled, conditions.get(), "status", "conditions")
        : filled;
  }

  private static Value inUse(Value percent) {
    MapValue current =
        MapValue.of("averageValue", Scalar.of("0")).with("averageUtilization", percent);
    return ListValue.of(
        MapValue.of("type", Scalar.of("Resource"))
            .with("resource", MapValue.of("name", Scalar.of("cpu")).with("current", current)));
  }

  private static MapValue flat(MapValue hub) {
    AutoscalerNotes notes = new AutoscalerNotes();
    notes.behavior(hub.at("spec", "behavior"));
    MapValue flat = Fields.remove(notes.writtenTo(hub), "spec", "behavior");
    List<Value> metrics = AutoscalerMetrics.ofSpec().flat(hub.itemsAt("spec", "metrics"));
    List<Value> current =
        AutoscalerMetrics.ofStatus().flat(hub.itemsAt("status", "currentMetrics"));
    flat = Fields.set(flat, new ListValue(metrics), "spec", "metrics");
    return current.isEmpty()
        ? flat
        : Fields.set(flat, new ListValue(current), "status", "currentMetrics");
  }

  private static MapValue ofFlat(MapValue flat) {
    List<Value> metrics = AutoscalerMetrics.ofSpec().nested(flat.itemsAt("spec", "metrics"));
    List<Value> current =
        AutoscalerMetrics.ofStatus().nested(flat.itemsAt("status", "currentMetrics"));
    MapValue hub = AutoscalerNotes.removedFrom(flat).with("apiVersion", Scalar.of(LAST_BETA));
    hub = Fields.set(hub, new ListValue(metrics), "spec", "metrics");
    Optional<Value> behavior = AutoscalerNotes.behaviorOf(flat);
    if (behavior.isPresent()) {
      hub = Fields.set(hub, behavior.get(), "spec", "behavior");
    }
    return current.isEmpty()
        ? hub
        : Fields.set(hub, new ListValue(current), "status", "currentMetrics");
  }
}
