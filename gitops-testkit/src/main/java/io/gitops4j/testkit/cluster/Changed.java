package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/**
 * A changed object.
 *
 * @param written as it was written
 * @param read as the server has read it, without what its types leave out
 */
record Changed(MapValue written, MapValue read) {

  /**
   * Whether its spec states lists or maps without content that are not there any more: most kinds
   * count them for nothing, some for a change.
   */
  boolean statesNothing() {
    return isNothing(written.mapAt("spec"), read.mapAt("spec"));
  }

  private static boolean isNothing(Value written, Value read) {
    if (written instanceof MapValue map) {
      return map.entries().entrySet().stream()
          .anyMatch(
              entry ->
                  read.at(entry.getKey())
                      .map(below -> isNothing(entry.getValue(), below))
                      .orElse(isEmpty(entry.getValue())));
    }
    List<Value> items = written.itemsAt();
    List<Value> left = read.itemsAt();
    for (int i = 0; i < Math.min(items.size(), left.size()); i++) {
      if (isNothing(items.get(i), left.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmpty(Value value) {
    return value instanceof MapValue map
        ? map.isEmpty()
        : value.asList().isPresent() && value.itemsAt().isEmpty();
  }
}
