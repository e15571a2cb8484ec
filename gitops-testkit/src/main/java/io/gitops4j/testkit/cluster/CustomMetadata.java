package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Metadata of custom resources, which goes through a type of the server as that of all others. */
final class CustomMetadata {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "selfLink",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "labels",
          "annotations",
          "ownerReferences",
          "finalizers",
          "managedFields");

  private CustomMetadata() {}

  /** Without fields that metadata does not have, and without empty ones. */
  static MapValue typed(MapValue object) {
    if (object.at("metadata").flatMap(Value::asMap).isEmpty()) {
      return object;
    }
    Map<String, Value> kept = new LinkedHashMap<>();
    object
        .mapAt("metadata")
        .entries()
        .forEach(
            (field, value) -> {
              if (FIELDS.contains(field) && !isEmpty(value)) {
                kept.put(field, field.equals("managedFields") ? inTextOrder(value) : value);
              }
            });
    return object.with("metadata", new MapValue(kept));
  }

  /** These are kept as plain maps: their keys are in the order of text, not of path elements. */
  private static Value inTextOrder(Value value) {
    if (value instanceof ListValue entries) {
      return new ListValue(entries.items().stream().map(CustomMetadata::withSortedFields).toList());
    }
    if (!(value instanceof MapValue map)) {
      return value;
    }
    Map<String, Value> sorted = new TreeMap<>();
    map.entries().forEach((key, below) -> sorted.put(key, inTextOrder(below)));
    return new MapValue(sorted);
  }

  private static Value withSortedFields(Value entry) {
    return entry instanceof MapValue map
        ? map.at("fieldsV1")
            .<Value>map(fields -> map.with("fieldsV1", inTextOrder(fields)))
            .orElse(map)
        : entry;
  }

  private static boolean isEmpty(Value value) {
    return value.isNull()
        || (value.asMap().isPresent() && value.mapAt().isEmpty())
        || (value instanceof ListValue list && list.isEmpty());
  }
}
