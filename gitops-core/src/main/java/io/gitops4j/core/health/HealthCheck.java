package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;

/**
 * Tells the health of one resource from what it says of itself. Pure and thread-safe: no I/O, no
 * clock.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HealthCheck {

  /** The health, or empty for no opinion: another check may have one. */
  Optional<Health> assess(LiveResource resource);

  /** Asks this check first, and another where this one has no opinion. */
  default HealthCheck orElse(HealthCheck other) {
    return resource -> assess(resource).or(() -> other.assess(resource));
  }
}
