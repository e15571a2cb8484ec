package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** A patch as of RFC 7386, with the liberties that the API server takes. */
final class MergePatch {

  private MergePatch() {}

  /** Maps are merged, null removes, everything else replaces. */
  static MapValue apply(MapValue object, MapValue patch) {
    Map<String, Value> merged = new LinkedHashMap<>(object.entries());
    patch
        .entries()
        .forEach(
            (key, value) -> {
              if (value.isNull()) {
                merged.remove(key);
              } else if (value instanceof MapValue map) {
                merged.put(key, apply(object.mapAt(key), map));
              } else {
                merged.put(key, withoutNulls(value));
              }
            });
    return new MapValue(merged);
  }

  /** The RFC would leave those in lists. */
  private static Value withoutNulls(Value value) {
    if (value instanceof ListValue list) {
      return new ListValue(
          list.items().stream()
              .filter(item -> !item.isNull())
              .map(MergePatch::withoutNulls)
              .toList());
    }
    return value instanceof MapValue map ? apply(MapValue.EMPTY, map) : value;
  }
}
