package io.gitops4j.core.reconcile;

import io.gitops4j.core.health.Health;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.HealthOutcome;
import java.time.Instant;

/**
 * Writes what the newest deployment came to into the history; a message that changes alone is no
 * news.
 */
final class HealthRecord {
  private HealthRecord() {}

  static ApplicationState written(ApplicationState state, Health health, Instant now) {
    return state
        .current()
        .filter(
            current ->
                current
                    .health()
                    .filter(known -> known.health().status() == health.status())
                    .isEmpty())
        .map(current -> state.withHealth(current.id(), new HealthOutcome(health, now)))
        .orElse(state);
  }
}
