package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.FieldSet.Node;
import io.gitops4j.core.merge.Shapes.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives owners of a container, who own nothing in it, all that is in it: some servers take them for
 * owners of the time when the container was atomic.
 */
final class OwnedContainers {
  private final MapValue object;
  private final Schema root;
  private final ServerProfile profile;

  OwnedContainers(MapValue object, Schema root, ServerProfile profile) {
    this.object = object;
    this.root = root;
    this.profile = profile;
  }

  /** An object of which no schema is known stays as it is. */
  FieldSet withContent(FieldSet set) {
    boolean isDeduced = root.shapes().scalar() != null;
    return isDeduced ? set : withContent(set, FieldPath.ROOT, root);
  }

  private FieldSet withContent(FieldSet set, FieldPath path, Schema schema) {
    if (set.isEmpty()) {
      return set;
    }
    List<Node> nodes = new ArrayList<>(set.nodes().size());
    for (Node node : set.nodes()) {
      FieldPath place = path.then(node.element());
      Schema below = schema.below(node.element());
      FieldSet content =
          node.below().isEmpty()
              ? contentOf(place, below)
              : withContent(node.below(), place, below);
      nodes.add(new Node(node.element(), node.member(), content));
    }
    return FieldSet.ofSorted(nodes);
  }

  private FieldSet contentOf(FieldPath place, Schema schema) {
    @Nullable Value value = ValueLookup.find(object, place, root);
    return value == null || schema.shapes().formOf(value) == Form.LEAF
        ? FieldSet.EMPTY
        : FieldSetBuilder.fieldSetOf(value, schema, profile);
  }
}
