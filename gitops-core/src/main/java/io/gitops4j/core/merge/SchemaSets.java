package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.merge.FieldSet.Node;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a schema says about a field set. */
final class SchemaSets {

  private SchemaSets() {}

  /**
   * With every declared field of a struct that has something below it; not with free-form entries
   * and list items.
   */
  static FieldSet withStructs(FieldSet set, Schema schema) {
    if (set.isEmpty()) {
      return set;
    }
    List<Node> nodes = new ArrayList<>(set.nodes().size());
    for (Node node : set.nodes()) {
      boolean struct = !node.below().isEmpty() && schema.declares(node.element());
      FieldSet below = withStructs(node.below(), schema.below(node.element()));
      nodes.add(new Node(node.element(), node.member() || struct, below));
    }
    return FieldSet.ofSorted(nodes);
  }

  /** Owners of something within what is atomic by now own the whole. */
  static FieldSet adapted(FieldSet set, Schema schema) {
    if (set.isEmpty() || !isMisfit(set, schema)) {
      return set;
    }
    List<Node> nodes = new ArrayList<>(set.nodes().size());
    for (Node node : set.nodes()) {
      Schema below = schema.below(node.element());
      nodes.add(
          isWithinAtomic(node.below(), below)
              ? new Node(node.element(), true, FieldSet.EMPTY)
              : new Node(node.element(), node.member(), adapted(node.below(), below)));
    }
    return FieldSet.ofSorted(nodes);
  }

  private static boolean isMisfit(FieldSet set, Schema schema) {
    for (Node node : set.nodes()) {
      Schema below = schema.below(node.element());
      if (isWithinAtomic(node.below(), below) || isMisfit(node.below(), below)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithinAtomic(FieldSet below, Schema schema) {
    if (below.isEmpty()) {
      return false;
    }
    Element first = below.nodes().get(0).element();
    @Nullable MapShape map = schema.shapes().map();
    @Nullable ListShape list = schema.shapes().list();
    return first instanceof Field
        ? map != null && map.isAtomic()
        : list != null && list.isAtomic() && (map == null || map.isAtomic());
  }
}
