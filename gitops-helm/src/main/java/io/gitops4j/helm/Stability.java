package io.gitops4j.helm;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.render.Rendered;
import java.util.List;
import java.util.Optional;

/**
 * Whether a chart renders to the same at another time and with other chance. One that does not
 * makes every look at Git a change: passwords rotate, pods restart.
 *
 * @param differences what is another one each time; none if the chart is stable
 * @param failure why it could not be rendered
 * @since 0.1.0
 */
public record Stability(List<Difference> differences, Optional<Rendered.Failed> failure) {

  /** Copies the list. */
  public Stability {
    differences = List.copyOf(differences);
  }

  /**
   * A field that is another one each time.
   *
   * @param object the one that has it, as it was rendered first
   * @param path the field; of the object itself if there is no such object the second time
   * @since 0.1.0
   */
  public record Difference(ResourceKey object, FieldPath path) {
    /** For a person. */
    @Override
    public String toString() {
      return "%s: %s".formatted(object, path.elements().isEmpty() ? "the object itself" : path);
    }
  }

  /** Whether it was rendered, and to the same. */
  public boolean isStable() {
    return differences.isEmpty() && failure.isEmpty();
  }
}
