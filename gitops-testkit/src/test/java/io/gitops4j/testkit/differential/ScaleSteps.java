package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and changes the size of a workload by its sub-resource, as autoscalers do. */
final class ScaleSteps {
  private static final String SCALE = "scale";

  private final Chance chance;
  private final Specimen specimen;

  private ScaleSteps(Chance chance, Specimen specimen) {
    this.chance = chance;
    this.specimen = specimen;
  }

  static Step next(Specimen specimen, Chance chance) {
    return new ScaleSteps(chance, specimen).next();
  }

  private Step next() {
    return switch (chance.upTo(9)) {
      case 0, 1 -> Step.of(call(Verb.GET, MapValue.EMPTY));
      case 2, 3, 4 -> Step.of(call(Verb.MERGE_PATCH, patch()));
      case 5 -> Step.of(call(Verb.JSON_PATCH, jsonPatch()));
      case 6 -> Step.of(call(Verb.REPLACE, scale()));
      default -> new Step(call(Verb.REPLACE, scale()), edits());
    };
  }

  private Value replicas() {
    return chance.isLikely(0.9)
        ? Scalar.of(chance.oneOf(0, 1, 2, 5))
        : chance.oneOf(Scalar.of(-1), Scalar.NULL, Scalar.of("3"), Value.of(1.5));
  }

  private MapValue patch() {
    MapValue patch =
        chance.isLikely(0.9)
            ? MapValue.of("spec", MapValue.of("replicas", replicas()))
            : MapValue.of("spec", chance.oneOf(MapValue.EMPTY, Scalar.NULL));
    return switch (chance.upTo(9)) {
      case 0 -> patch.with("metadata", metadata("resourceVersion", Step.RESOURCE_VERSION));
      case 1 -> patch.with("metadata", metadata("resourceVersion", "1"));
      case 2 -> patch.with("metadata", metadata("uid", chance.oneOf(Step.UID, "1")));
      case 3 -> patch.with("metadata", MapValue.of("labels", metadata("app", "1")));
      case 4 -> patch.with("status", MapValue.of("replicas", Scalar.of(7)));
      default -> patch;
    };
  }

  private static MapValue metadata(String field, String value) {
    return MapValue.of(field, Scalar.of(value));
  }

  private ListValue jsonPatch() {
    String op = chance.oneOf("replace", "add", "test", "remove");
    MapValue operation =
        SchemaDrafts.schema("op", op, "path", chance.oneOf("/spec/replicas", "/status/replicas"));
    return ListValue.of(operation.with("value", replicas()));
  }

  private MapValue scale() {
    MapValue scale =
        SchemaDrafts.schema("apiVersion", "autoscaling/v1", "kind", "Scale")
            .with("metadata", metadata("name", name()))
            .with("spec", MapValue.of("replicas", replicas()));
    return switch (chance.upTo(6)) {
      case 0 -> scale.with("metadata", MapValue.EMPTY);
      case 1 -> scale.with("kind", Scalar.of("Odd"));
      case 2 -> scale.without("apiVersion").without("kind");
      default -> scale;
    };
  }

  private List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit(List.of("spec", "replicas"), Optional.of(replicas())));
    if (chance.isLikely(0.3)) {
      edits.add(new Edit(List.of("metadata", "resourceVersion"), Optional.empty()));
    } else if (chance.isLikely(0.15)) {
      edits.add(new Edit(List.of("metadata", "resourceVersion"), Optional.of(Scalar.of("1"))));
    }
    return edits;
  }

  private String name() {
    String name = chance.isLikely(0.9) ? "a" : "b";
    return specimen.isNamespaced() ? name : Step.NAMESPACE + "-" + name;
  }

  private ApiCall call(Verb verb, Value body) {
    GroupVersionKind version = specimen.versions().get(0);
    String namespace = specimen.isNamespaced() ? Step.NAMESPACE : "";
    ApiCall call = new ApiCall(verb, version, namespace, name(), SCALE, body, Map.of());
    if (verb == Verb.GET) {
      return call;
    }
    ApiCall managed = call.with("fieldManager", chance.oneOf("alpha", "beta", "scaler"));
    return chance.isLikely(0.1) ? managed.asDryRun() : managed;
  }
}
