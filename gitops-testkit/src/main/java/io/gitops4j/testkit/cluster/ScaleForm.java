package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a workload looks like as a {@code Scale}. */
final class ScaleForm {
  private static final List<String> METADATA =
      List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");

  private final ServedKind kind;

  ScaleForm(ServedKind kind) {
    this.kind = kind;
  }

  /**
   * For somebody who reads it.
   *
   * @throws StatusException if a custom resource says no size
   */
  MapValue read(MapValue object) {
    if (saysNoSize(object)) {
      throw StatusException.internalError(
          "the spec replicas field \"%s\" does not exist"
              .formatted(kind.form().scale().replicas()));
    }
    return of(object);
  }

  /** Built-in kinds have a default. */
  boolean saysNoSize(MapValue object) {
    return !kind.isBuiltIn()
        && object.at(ScalePaths.keys(kind.form().scale().replicas())).isEmpty();
  }

  MapValue of(MapValue object) {
    ScalePaths paths = kind.form().scale();
    Map<String, Value> metadata = new LinkedHashMap<>();
    for (String field : METADATA) {
      object.at("metadata", field).ifPresent(value -> metadata.put(field, value));
    }
    long wanted = object.integerAt(ScalePaths.keys(paths.replicas())).orElse(0L);
    MapValue spec = wanted == 0 ? MapValue.EMPTY : MapValue.of("replicas", Scalar.of(wanted));
    long current = object.integerAt(ScalePaths.keys(paths.current())).orElse(0L);
    MapValue status = MapValue.of("replicas", Scalar.of(current));
    String selector = selectorOf(object, paths.selector());
    if (!selector.isEmpty()) {
      status = status.with("selector", Scalar.of(selector));
    }
    return MapValue.of("kind", Scalar.of(ScaleBody.KIND))
        .with("apiVersion", Scalar.of(ScaleBody.VERSION))
        .with("metadata", new MapValue(metadata))
        .with("spec", spec)
        .with("status", status);
  }

  private static String selectorOf(MapValue object, String path) {
    Value selector = path.isEmpty() ? null : object.at(ScalePaths.keys(path)).orElse(null);
    if (selector == null) {
      return "";
    }
    boolean isStructured =
        selector.at("matchLabels").isPresent() || selector.at("matchExpressions").isPresent();
    return selector
        .asText()
        .orElseGet(
            () ->
                textOf(
                    isStructured ? selector.mapAt("matchLabels") : selector.mapAt(),
                    isStructured ? selector.itemsAt("matchExpressions") : List.of()));
  }

  /** In the order of the labels that it is about. */
  private static String textOf(MapValue labels, List<Value> expressions) {
    Map<String, List<String>> parts = new TreeMap<>();
    labels
        .entries()
        .forEach((key, value) -> add(parts, key, key + "=" + value.asText().orElse("")));
    for (Value expression : expressions) {
      String key = expression.textAt("key").orElse("");
      List<String> values =
          expression.itemsAt("values").stream().map(v -> v.asText().orElse("")).sorted().toList();
      add(
          parts,
          key,
          switch (expression.textAt("operator").orElse("")) {
            case "In" -> key + " in (" + String.join(",", values) + ")";
            case "NotIn" -> key + " notin (" + String.join(",", values) + ")";
            case "DoesNotExist" -> "!" + key;
            default -> key;
          });
    }
    return String.join(",", parts.values().stream().flatMap(List::stream).toList());
  }

  private static void add(Map<String, List<String>> parts, String key, String part) {
    parts.computeIfAbsent(key, k -> new ArrayList<>()).add(part);
  }
}
