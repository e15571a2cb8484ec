package io.gitops4j.core.manifest;

import io.gitops4j.core.manifest.Node.Extent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the entries of one map as they come. */
final class MapBuilder {
  private final SizeGuard guard;
  private final int depth;
  private final Map<String, Node> entries = new LinkedHashMap<>();

  /** Where each key was written; merged keys are not. */
  private final Map<String, SourcePosition> written = new HashMap<>();

  private Extent extent = Extent.ofCollection();

  MapBuilder(SizeGuard guard, int depthOutside) {
    this.guard = guard;
    this.depth = depthOutside;
  }

  /**
   * Adds an entry, in place of a merged one; refuses a key that was written before, also in another
   * spelling.
   */
  void put(String key, SourcePosition position, Node value) {
    SourcePosition earlier = written.put(key, position);
    if (earlier != null) {
      throw ManifestException.at(
          position,
          "the key '%s' is already at line %d, column %d (this one is at line %d): remove one of them"
              .formatted(abbreviated(key), earlier.line(), earlier.column(), position.line()),
          null);
    }
    add(key, value, position);
  }

  private static String abbreviated(String key) {
    return key.length() <= 100 ? key : key.substring(0, 100) + "…";
  }

  /**
   * Adds the entries of a merge. As for kubectl, what comes later wins: a merge over the keys
   * before it, a key over a merge before it; within a list of maps the first one wins.
   *
   * @param alias whether an alias stands for the value: an alias may name a map, but no list
   */
  void merge(Node value, boolean alias, SourcePosition position) {
    if (value instanceof Node.ListNode list && !alias) {
      List<Node> maps = list.items();
      for (int i = maps.size() - 1; i >= 0; i--) {
        mergeMap(maps.get(i), position);
      }
    } else {
      mergeMap(value, position);
    }
  }

  private void mergeMap(Node value, SourcePosition position) {
    if (!(value instanceof Node.MapNode map)) {
      throw ManifestException.at(
          position,
          "<< merges a map, an alias of a map, or a list of these: quote it if a key is meant",
          null);
    }
    map.entries().forEach((key, node) -> add(key, node, position));
  }

  private void add(String key, Node value, SourcePosition position) {
    entries.put(key, value);
    extent = extent.plus(value.extent(), key.length());
    guard.grown(extent, depth, position);
  }

  Node build(SourcePosition position) {
    return Node.MapNode.of(entries, position, extent);
  }
}
