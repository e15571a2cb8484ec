package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as it was read: with its place, and with its size when aliases are expanded. */
sealed interface Node {

  /** The value alone; the same object on each call. */
  Value value();

  /** Where it begins. */
  SourcePosition position();

  /** How large it is. */
  Extent extent();

  /**
   * The size of a node with all below it, aliases expanded.
   *
   * @param depth levels of maps and lists, 0 for a scalar
   * @param nodes maps, lists and scalars
   * @param characters of all texts and keys
   */
  record Extent(int depth, long nodes, long characters) {
    static Extent ofScalar(int characters) {
      return new Extent(0, 1, characters);
    }

    static Extent ofCollection() {
      return new Extent(1, 1, 0);
    }

    /**
     * Never overflows: every part was checked against the limits, which are ints, before it is
     * added.
     */
    Extent plus(Extent inner, int keyCharacters) {
      return new Extent(
          Math.max(depth, inner.depth + 1),
          nodes + inner.nodes,
          characters + inner.characters + keyCharacters);
    }
  }

  /** A text, number, boolean or null. */
  record ScalarNode(Scalar value, SourcePosition position, Extent extent) implements Node {}

  /** A list. */
  record ListNode(List<Node> items, ListValue value, SourcePosition position, Extent extent)
      implements Node {
    static ListNode of(List<Node> items, SourcePosition position, Extent extent) {
      List<Value> values = new ArrayList<>(items.size());
      items.forEach(item -> values.add(item.value()));
      return new ListNode(items, new ListValue(values), position, extent);
    }
  }

  /** A map. */
  record MapNode(Map<String, Node> entries, MapValue value, SourcePosition position, Extent extent)
      implements Node {
    static MapNode of(Map<String, Node> entries, SourcePosition position, Extent extent) {
      Map<String, Value> values = new LinkedHashMap<>();
      entries.forEach((key, node) -> values.put(key, node.value()));
      return new MapNode(entries, new MapValue(values), position, extent);
    }

    @Nullable Node get(String key) {
      return entries.get(key);
    }
  }
}
