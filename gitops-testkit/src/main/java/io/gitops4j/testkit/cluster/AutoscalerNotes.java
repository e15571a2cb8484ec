package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the first version of autoscalers says in annotations. Collects them; not thread-safe. */
final class AutoscalerNotes {
  private static final String METRICS = "autoscaling.alpha.kubernetes.io/metrics";
  private static final String CURRENT = "autoscaling.alpha.kubernetes.io/current-metrics";
  private static final String CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
  private static final String BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";
  private static final List<String> ALL = List.of(METRICS, CURRENT, CONDITIONS, BEHAVIOR);
  private static final String[] PLACE = {"metadata", "annotations"};

  private final Map<String, String> texts = new LinkedHashMap<>();

  void metrics(List<Value> flat) {
    note(METRICS, flat);
  }

  void currentMetrics(List<Value> flat) {
    note(CURRENT, flat);
  }

  void conditions(List<Value> conditions) {
    List<Value> ordered = new ArrayList<>();
    for (Value condition : conditions) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (String field : List.of("type", "status", "lastTransitionTime", "reason", "message")) {
        condition.at(field).ifPresent(value -> fields.put(field, value));
      }
      ordered.add(new MapValue(fields));
    }
    note(CONDITIONS, ordered);
  }

  /** In the names of the server's own type. */
  void behavior(Optional<Value> behavior) {
    behavior.ifPresent(it -> texts.put(BEHAVIOR, GoJson.write(behaviorInGo(it))));
  }

  private static Value behaviorInGo(Value behavior) {
    Map<String, Value> inGo = new LinkedHashMap<>();
    for (String direction : List.of("scaleUp", "scaleDown")) {
      inGo.put(
          inGo(direction), behavior.at(direction).map(it -> rulesInGo(it)).orElse(Scalar.NULL));
    }
    return new MapValue(inGo);
  }

  private static Value rulesInGo(Value rules) {
    List<Value> policies = new ArrayList<>();
    for (Value policy : rules.itemsAt("policies")) {
      policies.add(fieldsInGo(policy, "type", "value", "periodSeconds"));
    }
    return fieldsInGo(rules, "stabilizationWindowSeconds", "selectPolicy")
        .with("Policies", new ListValue(policies));
  }

  private static MapValue fieldsInGo(Value map, String... names) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (String name : names) {
      fields.put(inGo(name), map.at(name).orElse(Scalar.NULL));
    }
    return new MapValue(fields);
  }

  private static String inGo(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void note(String annotation, List<Value> items) {
    if (!items.isEmpty()) {
      texts.put(annotation, GoJson.write(new ListValue(items)));
    }
  }

  /** An object with these annotations and no other ones of the kind. */
  MapValue writtenTo(MapValue object) {
    MapValue noted = removedFrom(object);
    for (Map.Entry<String, String> note : texts.entrySet()) {
      noted = Fields.set(noted, note.getValue(), PLACE[0], PLACE[1], note.getKey());
    }
    return noted;
  }

  static MapValue removedFrom(MapValue object) {
    MapValue annotations = object.mapAt(PLACE);
    if (annotations.isEmpty()) {
      return object;
    }
    for (String note : ALL) {
      annotations = annotations.without(note);
    }
    return annotations.isEmpty()
        ? Fields.remove(object, PLACE)
        : Fields.set(object, annotations, PLACE);
  }

  static Optional<List<Value>> metricsOf(MapValue object) {
    return read(object, METRICS).flatMap(Value::asList).map(ListValue::items);
  }

  static Optional<List<Value>> currentMetricsOf(MapValue object) {
    return read(object, CURRENT).flatMap(Value::asList).map(ListValue::items);
  }

  static Optional<Value> conditionsOf(MapValue object) {
    return read(object, CONDITIONS).filter(conditions -> conditions.asList().isPresent());
  }

  static Optional<Value> behaviorOf(MapValue object) {
    return read(object, BEHAVIOR)
        .filter(behavior -> behavior.asMap().isPresent())
        .map(AutoscalerNotes::fromGo);
  }

  private static Value fromGo(Value value) {
    if (value instanceof ListValue list) {
      return new ListValue(list.items().stream().map(AutoscalerNotes::fromGo).toList());
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    value
        .mapAt()
        .entries()
        .forEach(
            (name, field) -> {
              if (!field.isNull()) {
                String plain = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
                fields.put(plain, fromGo(field));
              }
            });
    return value.asMap().isPresent() ? new MapValue(fields) : value;
  }

  /** What can't be read is overlooked. */
  private static Optional<Value> read(MapValue object, String annotation) {
    try {
      return object
          .textAt(PLACE[0], PLACE[1], annotation)
          .map(text -> Json.read("annotation " + annotation, text));
    } catch (ManifestException e) {
      return Optional.empty();
    }
  }
}
