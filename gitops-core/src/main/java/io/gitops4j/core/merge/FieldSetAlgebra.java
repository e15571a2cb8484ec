package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.merge.FieldSet.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Set operations, each one pass over both sorted trees; unchanged parts are shared with the
 * operands.
 */
@SuppressWarnings("ReferenceEquality") // identity tells what is shared; equality would cost a walk
final class FieldSetAlgebra {

  private FieldSetAlgebra() {}

  static FieldSet union(FieldSet left, FieldSet right) {
    if (right.isEmpty() || left == right) {
      return left;
    }
    return left.isEmpty() ? right : zip(left, right, FieldSetAlgebra::unite);
  }

  private static @Nullable Node unite(@Nullable Node left, @Nullable Node right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return node(left, left.member() || right.member(), union(left.below(), right.below()));
  }

  static FieldSet intersection(FieldSet left, FieldSet right) {
    if (left.isEmpty() || right.isEmpty()) {
      return FieldSet.EMPTY;
    }
    return zip(left, right, FieldSetAlgebra::intersect);
  }

  private static @Nullable Node intersect(@Nullable Node left, @Nullable Node right) {
    if (left == null || right == null) {
      return null;
    }
    return node(left, left.member() && right.member(), intersection(left.below(), right.below()));
  }

  static FieldSet difference(FieldSet left, FieldSet right) {
    return left.isEmpty() || right.isEmpty() ? left : zip(left, right, FieldSetAlgebra::subtract);
  }

  private static @Nullable Node subtract(@Nullable Node left, @Nullable Node right) {
    if (left == null || right == null) {
      return left;
    }
    return node(left, left.member() && !right.member(), difference(left.below(), right.below()));
  }

  /** The difference, without containers of which everything below them went. */
  static FieldSet differenceWithoutShells(FieldSet left, FieldSet right) {
    return left.isEmpty() || right.isEmpty()
        ? left
        : zip(left, right, FieldSetAlgebra::subtractWithShells);
  }

  private static @Nullable Node subtractWithShells(@Nullable Node left, @Nullable Node right) {
    if (left == null || right == null) {
      return left;
    }
    FieldSet below = differenceWithoutShells(left.below(), right.below());
    boolean shell = below.isEmpty() && !left.below().isEmpty();
    return node(left, left.member() && !right.member() && !shell, below);
  }

  static FieldSet recursiveDifference(FieldSet left, FieldSet right) {
    return left.isEmpty() || right.isEmpty()
        ? left
        : zip(left, right, FieldSetAlgebra::subtractDeeply);
  }

  private static @Nullable Node subtractDeeply(@Nullable Node left, @Nullable Node right) {
    if (left == null || right == null) {
      return left;
    }
    return right.member()
        ? null
        : node(left, left.member(), recursiveDifference(left.below(), right.below()));
  }

  private static @Nullable Node node(Node origin, boolean member, FieldSet below) {
    if (member == origin.member() && below == origin.below()) {
      return origin;
    }
    return member || !below.isEmpty() ? new Node(origin.element(), member, below) : null;
  }

  @FunctionalInterface
  private interface Step {
    @Nullable Node apply(@Nullable Node left, @Nullable Node right);
  }

  private static FieldSet zip(FieldSet left, FieldSet right, Step step) {
    List<Node> lefts = left.nodes();
    List<Node> rights = right.nodes();
    List<Node> out = null; // as long as the result is the left one
    int l = 0;
    int r = 0;
    while (l < lefts.size() || r < rights.size()) {
      int order =
          compare(
              l < lefts.size() ? lefts.get(l).element() : null,
              r < rights.size() ? rights.get(r).element() : null);
      Node a = order <= 0 ? lefts.get(l++) : null;
      Node b = order >= 0 ? rights.get(r++) : null;
      Node result = step.apply(a, b);
      if (out == null && result != a) {
        out = new ArrayList<>(lefts.size() + rights.size());
        out.addAll(lefts.subList(0, a == null ? l : l - 1));
      }
      if (out != null && result != null) {
        out.add(result);
      }
    }
    return out == null ? left : FieldSet.ofSorted(out);
  }

  private static int compare(@Nullable Element left, @Nullable Element right) {
    if (left == null || right == null) {
      return left == null ? 1 : -1;
    }
    return ElementOrder.INSTANCE.compare(left, right);
  }
}
