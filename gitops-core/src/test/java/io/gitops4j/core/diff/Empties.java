package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Stores objects as types do that leave out every field that is empty. */
final class Empties {
  private static final Set<Value> EMPTY =
      Set.of(
          Scalar.of(""),
          Scalar.of(0),
          Scalar.of(false),
          MapValue.EMPTY,
          ListValue.EMPTY,
          Scalar.NULL);

  /** Whose entries are kept, empty or not. */
  private static final Set<String> MAPS = Set.of("labels", "nodeSelector", "limits", "requests");

  private Empties() {}

  static MapValue removedFrom(MapValue object) {
    Map<String, Value> kept = new LinkedHashMap<>();
    object
        .entries()
        .forEach(
            (key, value) -> {
              if (!EMPTY.contains(value) || key.equals("emptyDir")) {
                kept.put(key, MAPS.contains(key) ? value : in(value));
              }
            });
    return new MapValue(kept);
  }

  private static Value in(Value value) {
    if (value instanceof MapValue map) {
      return removedFrom(map);
    }
    return value instanceof ListValue list
        ? new ListValue(list.items().stream().map(Empties::in).toList())
        : value;
  }
}
