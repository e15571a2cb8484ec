package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;

/** A status about an older generation says nothing about this one. */
final class Observed {
  private Observed() {}

  /** Progressing if the status, or a condition in it, is older than the object. */
  static Optional<Health> behind(LiveResource resource) {
    long generation = resource.generation();
    boolean behind =
        resource.observedGeneration().filter(seen -> seen < generation).isPresent()
            || Conditions.of(resource).lagBehind(generation);
    return behind
        ? Optional.of(Health.progressing("generation %d is not observed yet".formatted(generation)))
        : Optional.empty();
  }
}
