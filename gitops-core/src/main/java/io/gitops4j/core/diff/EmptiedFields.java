package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merge leaves null where a map or list lost its last entry; the server stores nothing there. A
 * null that the live object has already is no such leftover and stays.
 */
final class EmptiedFields {
  private EmptiedFields() {}

  static MapValue dropped(MapValue live, MapValue merged) {
    return inMap(live, merged);
  }

  private static MapValue inMap(@Nullable Value live, MapValue merged) {
    Map<String, Value> kept = new LinkedHashMap<>();
    merged
        .entries()
        .forEach(
            (key, value) -> {
              Value before = live instanceof MapValue map ? map.entries().get(key) : null;
              if (!value.isNull() || (before != null && before.isNull())) {
                kept.put(key, in(before, value));
              }
            });
    return new MapValue(kept);
  }

  private static Value in(@Nullable Value live, Value merged) {
    if (merged.equals(live)) {
      return merged;
    }
    if (merged instanceof MapValue map) {
      return inMap(live, map);
    }
    return merged instanceof ListValue list ? inList(live, list) : merged;
  }

  private static ListValue inList(@Nullable Value live, ListValue merged) {
    List<Value> before = live instanceof ListValue list ? list.items() : List.of();
    return new ListValue(
        merged.items().stream()
            .map(item -> before.contains(item) ? item : in(null, item))
            .toList());
  }
}
