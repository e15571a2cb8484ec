package io.gitops4j.core.sync;

import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a sync ended.
 *
 * @param outcome in one word
 * @param message for a person
 * @param revision the commit that was to be deployed
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param resources one for each object that the plan was about, in the plan's order
 * @since 0.1.0
 */
public record SyncResult(
    Outcome outcome,
    String message,
    Revision revision,
    Instant startedAt,
    Instant finishedAt,
    List<ResourceResult> resources) {
  /** Copies the results. */
  public SyncResult {
    resources = List.copyOf(resources);
  }

  /** Whether everything that was planned was done. */
  public boolean isSuccess() {
    return outcome == Outcome.SUCCEEDED;
  }

  /** What became of an object, empty if the plan was not about it. */
  public Optional<ResourceResult> resource(ResourceKey key) {
    return resources.stream().filter(result -> result.key().equals(key)).findFirst();
  }

  /**
   * How a sync ended.
   *
   * @since 0.1.0
   */
  public enum Outcome {
    /** Everything that was planned was done; objects may still wait for consent to be pruned. */
    SUCCEEDED,
    /** Something was refused or got no answer, or the plan was blocked. */
    FAILED,
    /** Somebody asked it to stop. */
    CANCELLED,
    /** Its deadline passed. */
    TIMED_OUT
  }
}
