package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The sub-resource {@code scale}: the size of a workload, whatever its kind. */
final class Scales {
  private static final List<String> METADATA =
      List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");

  private final ApiServer api;

  Scales(ApiServer api) {
    this.api = api;
  }

  MapValue get(Write write) {
    return scaleOf(write.kind(), api.get(write.kind(), write.key()));
  }

  /** With a changed {@code spec.replicas}. */
  ApiServer.Written write(Write write, UnaryOperator<MapValue> change) {
    ServedKind kind = write.kind();
    ApiServer.Written written =
        api.patch(
            write,
            live -> {
              MapValue scale = change.apply(scaleOf(kind, live));
              Identity.checkAddress(write, scale);
              Value version = scale.at("metadata", "resourceVersion").orElse(Value.of(""));
              MapValue changed = Fields.set(live, version, "metadata", "resourceVersion");
              String path = kind.form().scale().replicas();
              return Fields.set(changed, replicas(write, scale, path), ScalePaths.keys(path));
            });
    boolean isNew = written.change() == Change.CREATED;
    return new ApiServer.Written(
        scaleOf(kind, written.object()), isNew ? Change.CONFIGURED : written.change());
  }

  private static long replicas(Write write, MapValue scale, String path) {
    long replicas = scale.integerAt("spec", "replicas").orElse(0L);
    if (replicas < 0) {
      Problems problems = new Problems();
      boolean isBuiltIn = write.kind().isBuiltIn();
      problems.invalid(
          isBuiltIn ? "spec.replicas" : path,
          Value.of(replicas),
          isBuiltIn ? "must be greater than or equal to 0" : "should be a non-negative integer");
      throw StatusException.invalid(write.key(), problems.causes());
    }
    return replicas;
  }

  private static MapValue scaleOf(ServedKind kind, MapValue object) {
    ScalePaths paths = kind.form().scale();
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (String field : METADATA) {
      object.at("metadata", field).ifPresent(value -> metadata.put(field, value));
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    long wanted = object.integerAt(ScalePaths.keys(paths.replicas())).orElse(0L);
    if (wanted != 0) {
      spec.put("replicas", wanted);
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("replicas", object.integerAt(ScalePaths.keys(paths.current())).orElse(0L));
    String selector = selectorOf(object, paths.selector());
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("kind", "Scale");
    scale.put("apiVersion", "autoscaling/v1");
    scale.put("metadata", metadata);
    scale.put("spec", spec);
    scale.put("status", status);
    return Value.of(scale).mapAt();
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

  private static String textOf(MapValue labels, List<Value> expressions) {
    List<String> parts = new ArrayList<>();
    labels.entries().forEach((key, value) -> parts.add(key + "=" + value.asText().orElse("")));
    for (Value expression : expressions) {
      String key = expression.textAt("key").orElse("");
      List<String> values =
          expression.itemsAt("values").stream().map(v -> v.asText().orElse("")).sorted().toList();
      parts.add(
          switch (expression.textAt("operator").orElse("")) {
            case "In" -> key + " in (" + String.join(",", values) + ")";
            case "NotIn" -> key + " notin (" + String.join(",", values) + ")";
            case "DoesNotExist" -> "!" + key;
            default -> key;
          });
    }
    parts.sort(null);
    return String.join(",", parts);
  }
}
