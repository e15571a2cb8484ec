package io.gitops4j.examples.guestbook;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.ResourceRow;
import io.gitops4j.core.source.Revision;
import java.util.Optional;

/**
 * What an application should be like at one point of the story.
 *
 * @param sync against Git
 * @param health of the application
 * @param live the commit in the cluster
 * @param rollout of the frontend; 0 for none
 * @param deployments in the history
 */
record Expected(
    SyncStatus sync, HealthStatus health, Optional<Revision> live, long rollout, int deployments) {
  static final ResourceKey FRONTEND =
      new ResourceKey("apps", "Deployment", "guestbook", "frontend");

  static Expected synced(Revision live, long rollout, int deployments) {
    return new Expected(
        SyncStatus.SYNCED, HealthStatus.HEALTHY, Optional.of(live), rollout, deployments);
  }

  static Expected outOfSync(Revision live, long rollout, int deployments) {
    return new Expected(
        SyncStatus.OUT_OF_SYNC, HealthStatus.HEALTHY, Optional.of(live), rollout, deployments);
  }

  static Expected nothingDeployed() {
    return new Expected(SyncStatus.OUT_OF_SYNC, HealthStatus.MISSING, Optional.empty(), 0, 0);
  }

  /** Fails the story unless the application is like this. */
  void require(ManagedApplication application, ApplicationStatus status) {
    long found = status.resource(FRONTEND).flatMap(ResourceRow::rollout).orElse(0L);
    Expected actual =
        new Expected(
            status.sync().status(),
            status.health().status(),
            status.sync().live(),
            found,
            application.history().size());
    if (!actual.equals(this)) {
      throw new UnexpectedStateException(
          "'%s' should be %s, but is %s".formatted(application.name(), this, actual));
    }
  }

  @Override
  public String toString() {
    return "%s and %s at %s with frontend rev:%d and %d deployments"
        .formatted(
            sync,
            health,
            live.map(Revision::abbreviated).orElse("no commit"),
            rollout,
            deployments);
  }
}
