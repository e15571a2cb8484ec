package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Defaults of a schema must fit what they are the defaults of. */
final class DefinitionDefaults {
  private final Problems problems;
  private final boolean isOld;

  DefinitionDefaults(Problems problems, boolean isOld) {
    this.problems = problems;
    this.isOld = isOld;
  }

  /** Whether there is a default anywhere in a schema. */
  static boolean areIn(Value schema) {
    return schema.at("default").filter(value -> !value.isNull()).isPresent()
        || below("", schema).values().stream().anyMatch(DefinitionDefaults::areIn);
  }

  private static Map<String, Value> below(String field, Value schema) {
    Map<String, Value> below = new TreeMap<>();
    schema
        .mapAt("properties")
        .entries()
        .forEach((name, part) -> below.put("%s.properties[%s]".formatted(field, name), part));
    for (String name : List.of("items", "additionalProperties")) {
      schema
          .at(name)
          .filter(part -> part.asMap().isPresent())
          .ifPresent(part -> below.put(field + "." + name, part));
    }
    return below;
  }

  void checkRoot(String field, MapValue schema) {
    // The whole is an object as those that are embedded somewhere.
    checkOwn(field, schema.with("x-kubernetes-embedded-resource", Scalar.of(true)));
    below(field, schema).forEach(this::check);
  }

  private void check(String field, Value schema) {
    checkOwn(field, schema);
    below(field, schema).forEach(this::check);
  }

  private void checkOwn(String field, Value schema) {
    Value value = schema.at("default").filter(v -> !v.isNull()).orElse(null);
    if (value == null) {
      return;
    }
    String place = field + ".default";
    if (!StructuralPruning.prunedPart(value, schema).equals(value)) {
      problems.invalid(place, GoText.any(value), "must not have unknown fields");
    }
    List<Cause> told = new ArrayList<>();
    for (Cause cause : StructuralValidation.problemsOfDefault(value, schema, isOld)) {
      // The default has no name of its own: what is in it is named by its path alone.
      String path = cause.field().startsWith(".") ? cause.field().substring(1) : cause.field();
      Cause named =
          new Cause(path.isEmpty() ? place : place + "." + path, cause.reason(), cause.message());
      if (!told.contains(named)) {
        told.add(named);
      }
    }
    problems.addAll(told);
  }
}
