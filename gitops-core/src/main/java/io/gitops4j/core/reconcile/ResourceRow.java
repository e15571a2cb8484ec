package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.Optional;

/**
 * One object of an application in its status.
 *
 * @param key the object
 * @param sync against Git
 * @param health empty for kinds that have none
 * @param rollout the number of its current rollout, the {@code rev:2} of a Deployment; empty for
 *     kinds that count none
 * @param requiresPruning whether it left Git
 * @param message why it is not in sync, or what would happen to it; may be empty
 * @since 0.1.0
 */
public record ResourceRow(
    ResourceKey key,
    SyncStatus sync,
    Optional<Health> health,
    Optional<Long> rollout,
    boolean requiresPruning,
    String message) {}
