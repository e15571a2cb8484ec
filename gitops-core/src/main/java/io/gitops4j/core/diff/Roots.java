package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.TrackingId;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Places in an object with all below them; never the tracking annotation, which is nobody else's.
 *
 * @param paths may lie below one another
 */
record Roots(Set<FieldPath> paths) {
  static final Roots NONE = new Roots(Set.of());

  static final FieldPath TRACKING = FieldPath.of("metadata", "annotations", TrackingId.ANNOTATION);

  Roots {
    paths = Set.copyOf(paths);
  }

  Roots and(Collection<FieldPath> more) {
    Set<FieldPath> all = new LinkedHashSet<>(paths);
    all.addAll(more);
    return new Roots(all);
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** The root that the path is, or lies below. */
  Optional<FieldPath> above(FieldPath path) {
    return path.equals(TRACKING)
        ? Optional.empty()
        : paths.stream().filter(path::startsWith).findFirst();
  }

  boolean contain(FieldPath path) {
    return !paths.isEmpty() && above(path).isPresent();
  }

  /** The paths of a set that are here. */
  FieldSet in(FieldSet set) {
    return isEmpty() ? FieldSet.EMPTY : filtered(set, true);
  }

  /** The paths of a set that are not here. */
  FieldSet outside(FieldSet set) {
    return isEmpty() ? set : filtered(set, false);
  }

  private FieldSet filtered(FieldSet set, boolean inside) {
    List<FieldPath> kept = new ArrayList<>();
    set.forEach(
        path -> {
          if (contain(path) == inside) {
            kept.add(path);
          }
        });
    return FieldSet.of(kept);
  }
}
