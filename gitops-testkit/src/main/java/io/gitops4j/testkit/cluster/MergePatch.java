package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** A patch as of RFC 7386, with the liberties that the API server takes. */
final class MergePatch {
  private final boolean dropsNullItems;

  private MergePatch(boolean dropsNullItems) {
    this.dropsNullItems = dropsNullItems;
  }

  /**
   * Maps are merged, null removes, everything else replaces.
   *
   * @param isOld as Kubernetes 1.20 does it, which drops nulls from lists, and from maps in them,
   *     unless such a list comes in place of a map
   */
  static MapValue apply(MapValue object, MapValue patch, boolean isOld) {
    return new MergePatch(isOld).merged(object, patch);
  }

  private MapValue merged(MapValue object, MapValue patch) {
    Map<String, Value> merged = new LinkedHashMap<>(object.entries());
    patch
        .entries()
        .forEach(
            (key, value) -> {
              if (value.isNull()) {
                merged.remove(key);
              } else if (value instanceof MapValue map) {
                merged.put(key, merged(object.mapAt(key), map));
              } else {
                boolean isInPlaceOfMap = object.at(key).flatMap(Value::asMap).isPresent();
                merged.put(key, isInPlaceOfMap ? value : replacement(value));
              }
            });
    return new MapValue(merged);
  }

  private Value replacement(Value value) {
    if (!dropsNullItems || !(value instanceof ListValue list)) {
      return value;
    }
    return new ListValue(
        list.items().stream()
            .filter(item -> !item.isNull())
            .map(item -> item.asMap().<Value>map(this::pruned).orElseGet(() -> replacement(item)))
            .toList());
  }

  private MapValue pruned(MapValue map) {
    return merged(MapValue.EMPTY, map);
  }
}
