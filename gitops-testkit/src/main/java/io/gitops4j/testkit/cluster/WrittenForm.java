package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server writes to its store, where it reads something else there: then a write of what is
 * read is a change.
 */
@FunctionalInterface
interface WrittenForm {
  WrittenForm AS_IT_IS = object -> object;

  /** A complete object as it is written. */
  MapValue of(MapValue complete);

  default WrittenForm after(WrittenForm first) {
    return complete -> of(first.of(complete));
  }

  /**
   * Labels that a job has of its template's generated ones are its defaults when it is read; that a
   * claim is pending is its default too, and so is the status of a custom resource that begins.
   */
  static WrittenForm ofCreated(ServedKind kind, Body body) {
    if (!kind.isBuiltIn() && kind.hasStatus()) {
      return complete -> complete.without("status");
    }
    if (kind.groupKind().equals(Kinds.CLAIM)) {
      return complete -> Fields.remove(complete, "status", "phase");
    }
    boolean isUnlabelledJob =
        kind.groupKind().equals(Kinds.JOB)
            && body.read().mapAt("metadata", "labels").isEmpty()
            && !JobLabels.areShared(body.stated());
    return isUnlabelledJob ? complete -> Fields.remove(complete, "metadata", "labels") : AS_IT_IS;
  }

  /**
   * Empty bytes become none on the way through an apply that changes content, and not by other
   * writes.
   */
  static WrittenForm ofApplied(ServedKind kind, MapValue merged) {
    String field =
        switch (kind.groupKind().toString()) {
          case "Secret" -> "data";
          case "ConfigMap" -> "binaryData";
          default -> "";
        };
    List<String> lost =
        merged.mapAt(field).entries().entrySet().stream()
            .filter(entry -> entry.getValue().equals(Scalar.of("")))
            .map(Map.Entry::getKey)
            .filter(key -> merged.at("stringData", key).isEmpty())
            .toList();
    return field.isEmpty() || lost.isEmpty() ? AS_IT_IS : new Losing(field, lost);
  }

  /** What loses bytes is written even if it is as it was. */
  record Losing(String field, List<String> keys) implements WrittenForm {
    @Override
    public MapValue of(MapValue complete) {
      Map<String, Value> entries = new LinkedHashMap<>(complete.mapAt(field).entries());
      keys.forEach(key -> entries.replace(key, Scalar.NULL));
      return complete.with(field, new MapValue(entries));
    }
  }
}
