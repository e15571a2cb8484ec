package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.MapValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of field paths, as a manager owns them. Membership of a path says nothing about the paths
 * above or below it, and the root is never a member. Immutable and thread-safe; sorted as the API
 * server sorts.
 *
 * @since 0.1.0
 */
public final class FieldSet {
  /** The set without paths. */
  public static final FieldSet EMPTY = new FieldSet(List.of());

  private final List<Node> nodes;

  private FieldSet(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * One element: whether the path that ends here is a member, and what is in the set below it; one
   * of both holds.
   */
  record Node(Element element, boolean member, FieldSet below) {}

  /** A set of these paths; the root is ignored. */
  public static FieldSet of(FieldPath... paths) {
    return of(Arrays.asList(paths));
  }

  /** A set of these paths; the root is ignored. */
  public static FieldSet of(Collection<FieldPath> paths) {
    FieldCollector collector = new FieldCollector();
    paths.forEach(path -> collector.add(path.elements()));
    return collector.toSet();
  }

  /** The nodes must be sorted, distinct, and not empty. */
  static FieldSet ofSorted(List<Node> nodes) {
    return nodes.isEmpty() ? EMPTY : new FieldSet(nodes);
  }

  /** The nodes may be in any order, and come twice. */
  static FieldSet ofUnsorted(List<Node> nodes) {
    for (int i = 1; i < nodes.size(); i++) {
      if (order(nodes.get(i - 1), nodes.get(i)) >= 0) {
        return ofSorted(distinct(nodes));
      }
    }
    return ofSorted(nodes);
  }

  private static int order(Node left, Node right) {
    return ElementOrder.INSTANCE.compare(left.element, right.element);
  }

  private static List<Node> distinct(List<Node> nodes) {
    List<Node> sorted = new ArrayList<>(nodes);
    sorted.sort(FieldSet::order);
    List<Node> distinct = new ArrayList<>(sorted.size());
    for (Node node : sorted) {
      int last = distinct.size() - 1;
      if (last >= 0 && distinct.get(last).element.equals(node.element)) {
        Node twin = distinct.get(last);
        distinct.set(
            last, new Node(node.element, twin.member || node.member, twin.below.union(node.below)));
      } else {
        distinct.add(node);
      }
    }
    return distinct;
  }

  /**
   * Reads the wire form, in any order. Elements of an unknown kind are left out with all below
   * them.
   *
   * @throws MergeException if it is malformed
   */
  public static FieldSet fromFieldsV1(MapValue fields) {
    return FieldsV1.read(fields);
  }

  /** The wire form, in order. */
  public MapValue toFieldsV1() {
    return FieldsV1.write(this);
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Whether no path is in the set. */
  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** How many paths are in the set. */
  public int size() {
    int size = 0;
    for (Node node : nodes) {
      size += (node.member ? 1 : 0) + node.below.size();
    }
    return size;
  }

  /** Whether exactly this path is in the set. */
  public boolean contains(FieldPath path) {
    FieldSet set = this;
    Node last = null;
    for (Element element : path.elements()) {
      last = set.node(element);
      if (last == null) {
        return false;
      }
      set = last.below;
    }
    return last != null && last.member;
  }

  /** What is in the set below an element, named from there; empty if nothing is. */
  public FieldSet below(Element element) {
    Node node = node(element);
    return node == null ? EMPTY : node.below;
  }

  @Nullable Node node(Element element) {
    int low = 0;
    int high = nodes.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = ElementOrder.INSTANCE.compare(nodes.get(middle).element, element);
      if (order == 0) {
        return nodes.get(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** The paths of either set. */
  public FieldSet union(FieldSet other) {
    return FieldSetAlgebra.union(this, other);
  }

  /** The paths of both sets. */
  public FieldSet intersection(FieldSet other) {
    return FieldSetAlgebra.intersection(this, other);
  }

  /** The paths that the other set lacks; paths above and below those of the other set stay. */
  public FieldSet difference(FieldSet other) {
    return FieldSetAlgebra.difference(this, other);
  }

  /** The paths that are neither in the other set nor below one of its paths. */
  public FieldSet recursiveDifference(FieldSet other) {
    return FieldSetAlgebra.recursiveDifference(this, other);
  }

  /** The paths below which nothing is in the set. */
  public FieldSet leaves() {
    List<Node> leaves = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      FieldSet below = node.below.leaves();
      if (node.below.isEmpty() || !below.isEmpty()) {
        leaves.add(node.below.isEmpty() ? node : new Node(node.element, false, below));
      }
    }
    return ofSorted(leaves);
  }

  /** Hands out every path: at each place all members first, then what is below them. */
  public void forEach(Consumer<FieldPath> action) {
    forEach(FieldPath.ROOT, action);
  }

  private void forEach(FieldPath prefix, Consumer<FieldPath> action) {
    for (Node node : nodes) {
      if (node.member) {
        action.accept(prefix.then(node.element));
      }
    }
    for (Node node : nodes) {
      if (!node.below.isEmpty()) {
        node.below.forEach(prefix.then(node.element), action);
      }
    }
  }

  /** Every path, in the order of {@link #forEach}. */
  public List<FieldPath> paths() {
    List<FieldPath> paths = new ArrayList<>();
    forEach(paths::add);
    return paths;
  }

  /**
   * The part of an object that the set covers: members below which nothing is in the set with their
   * whole value, of all other places only what is covered. List items keep the order of the object.
   * Items are found by their keys; an item may lack keys, which a schema fills in by default.
   *
   * @return empty if the object has none of the paths
   */
  public Optional<MapValue> extract(MapValue object) {
    return FieldExtraction.extract(this, object) instanceof MapValue part
        ? Optional.of(part)
        : Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof FieldSet that && nodes.equals(that.nodes));
  }

  @Override
  public int hashCode() {
    return nodes.hashCode();
  }

  /** The paths, comma separated. */
  @Override
  public String toString() {
    return paths().toString();
  }
}
