package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;

/** Finds the lists of two objects that are alike in everything but the order of items. */
final class ListOrder {
  private ListOrder() {}

  /** The outermost lists that are not equal. */
  static List<FieldPath> differing(MapValue one, MapValue other) {
    List<FieldPath> found = new ArrayList<>();
    collect(FieldPath.ROOT, one, other, found);
    return found;
  }

  private static void collect(FieldPath path, Value one, Value other, List<FieldPath> found) {
    if (one instanceof MapValue left && other instanceof MapValue right) {
      left.entries()
          .forEach(
              (key, value) ->
                  right
                      .get(key)
                      .filter(counterpart -> !counterpart.equals(value))
                      .ifPresent(
                          counterpart -> collect(path.field(key), value, counterpart, found)));
    } else if (one instanceof ListValue && other instanceof ListValue && !one.equals(other)) {
      found.add(path);
    }
  }
}
