package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;

/** Asks a check so that its defect stays with the resource it was asked about. */
final class Assessment {
  private Assessment() {}

  static Optional<Health> of(LiveResource resource, HealthCheck check) {
    try {
      return check.assess(resource);
    } catch (RuntimeException e) {
      return Optional.of(
          Health.unknown("the health check failed: %s".formatted(e.getClass().getSimpleName())));
    }
  }
}
