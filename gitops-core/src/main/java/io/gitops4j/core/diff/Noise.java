package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import java.util.List;
import java.util.stream.Stream;

/** The fields that the server writes by itself: they are no difference and nobody reads them. */
final class Noise {
  private static final List<String> METADATA =
      List.of(
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "managedFields",
          "resourceVersion",
          "selfLink",
          "uid");
  private static final List<FieldPath> PATHS =
      Stream.concat(
              Stream.of(FieldPath.of("status")),
              METADATA.stream().map(field -> FieldPath.of("metadata", field)))
          .toList();

  private Noise() {}

  static boolean contains(FieldPath path) {
    return PATHS.stream().anyMatch(path::startsWith);
  }

  /** The object without all of it. */
  static MapValue removedFrom(MapValue object) {
    return withoutServerSet(object.without("status"));
  }

  /** The object without what only the server sets in its metadata. */
  static MapValue withoutServerSet(MapValue object) {
    if (!(object.entries().get("metadata") instanceof MapValue metadata)) {
      return object;
    }
    MapValue kept = metadata;
    for (String field : METADATA) {
      kept = kept.without(field);
    }
    return object.with("metadata", kept);
  }
}
