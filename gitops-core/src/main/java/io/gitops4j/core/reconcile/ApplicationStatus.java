package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.ResourceTree;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an application stands: against Git and against what was deployed.
 *
 * @param application whose status it is
 * @param sync against Git
 * @param health of the application
 * @param deployed against what was deployed last
 * @param resources a row for each object that Git asks for or that left Git, in the order of the
 *     keys
 * @param tree the live objects with their dependents and the health of each
 * @param hold why automation stands still, after a rollback
 * @param automation what the engine does by itself about it, and why; empty until it decided for
 *     the first time
 * @param conditions what a person should know; none if all is well
 * @param at when this was found
 * @since 0.1.0
 */
public record ApplicationStatus(
    ApplicationName application,
    Sync sync,
    Health health,
    Deployed deployed,
    List<ResourceRow> resources,
    ResourceTree tree,
    Optional<Hold> hold,
    String automation,
    List<Condition> conditions,
    Instant at) {
  /** Copies the lists. */
  public ApplicationStatus {
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  /** The row of an object. */
  public Optional<ResourceRow> resource(ResourceKey key) {
    return resources.stream().filter(row -> row.key().equals(key)).findFirst();
  }

  /** One line: sync status with its revisions, health, a hold, and the first error. */
  @Override
  public String toString() {
    String error =
        conditions.stream()
            .filter(condition -> condition.type() != Condition.Type.WARNING)
            .findFirst()
            .map(first -> "; %s: %s".formatted(first.type(), first.message()))
            .orElse("");
    return "%s: %s, %s%s%s"
        .formatted(application, sync, health.status(), hold.isPresent() ? ", held" : "", error);
  }

  /**
   * How an application stands to Git.
   *
   * @param status in one word
   * @param git the commit that the selector means; empty if it could not be told
   * @param live the commit that the cluster was last brought to, or found at; empty if it never was
   * @param selector what the application follows, such as {@code master}
   * @since 0.1.0
   */
  public record Sync(
      SyncStatus status, Optional<Revision> git, Optional<Revision> live, String selector) {
    /** Such as {@code OUT_OF_SYNC: live 14afbac, Git f9c5a9d (master)}. */
    @Override
    public String toString() {
      return "%s: live %s, Git %s (%s)"
          .formatted(status, abbreviated(live), abbreviated(git), selector);
    }

    private static String abbreviated(Optional<Revision> revision) {
      return revision.map(Revision::abbreviated).orElse("none");
    }
  }

  /**
   * How an application stands to what was deployed last.
   *
   * @param current the newest deployment; empty if there is none
   * @param drifted whether the cluster differs from it
   * @since 0.1.0
   */
  public record Deployed(Optional<Deployment> current, boolean drifted) {
    /** Whether something is deployed, and it is in the cluster as it was deployed. */
    public boolean isAsDeployed() {
      return current.isPresent() && !drifted;
    }
  }
}
