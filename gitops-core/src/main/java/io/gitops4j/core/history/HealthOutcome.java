package io.gitops4j.core.history;

import io.gitops4j.core.health.Health;
import java.time.Instant;

/**
 * How the application was after a deployment: the last answer before the next deployment.
 *
 * @param health of the application
 * @param since when it became so
 * @since 0.1.0
 */
public record HealthOutcome(Health health, Instant since) {}
