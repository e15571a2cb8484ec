package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.SyncPoint;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.reconcile.AutoSync.Attempts;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine does by itself for one application: gathers the situation, lets {@link AutoSync}
 * decide, and counts attempts. A count belongs to one desired state and starts anew when that was
 * left alone for a stable period.
 */
final class Automation {
  private static final Logger LOG = LoggerFactory.getLogger(Automation.class);
  private static final Duration STABLE = Duration.ofMinutes(30);

  private final ApplicationContext context;
  private Attempts attempts = Attempts.NONE;
  private @Nullable Digest attempted;
  private String reason = "";
  private @Nullable String failure;

  Automation(ApplicationContext context) {
    this.context = context;
  }

  synchronized AutoSync.Decision decide(Observation observation) {
    AutoSync.Decision decision = AutoSync.decide(situation(observation), context.now());
    reason = decision.reason();
    LOG.debug("{}: {}", context.application(), decision);
    return decision;
  }

  /** What the engine did, or did not do, the last time it decided. */
  synchronized Note note() {
    return new Note(reason, Optional.ofNullable(failure));
  }

  /**
   * What automation has to say.
   *
   * @param reason why it did, or did not do, something; empty if it never decided
   * @param failure how its last sync failed; empty if it did not
   */
  record Note(String reason, Optional<String> failure) {}

  /**
   * Acts, and counts that; whatever the world throws at it is a failed attempt, unless another
   * operation was faster.
   *
   * @return whether it was tried, and no other operation was faster
   */
  boolean attempt(Observation observation, Supplier<SyncResult> action) {
    Optional<String> failed;
    try {
      SyncResult result = action.get();
      failed = result.isSuccess() ? Optional.empty() : Optional.of(result.message());
    } catch (OperationException e) {
      if (e.reason() == OperationException.Reason.BUSY) {
        return false;
      }
      failed = Optional.of(String.valueOf(e.getMessage()));
    } catch (GitOpsException e) {
      failed = Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
    count(observation.desired().digest(), failed);
    return true;
  }

  private synchronized void count(Digest desired, Optional<String> failed) {
    Instant now = context.now();
    attempts = attemptsAt(desired, now).another(now);
    attempted = desired;
    failure =
        failed
            .map(
                message ->
                    "an automated sync failed (attempt %d): %s"
                        .formatted(attempts.count(), message))
            .orElse(null);
  }

  private Attempts attemptsAt(Digest desired, Instant now) {
    boolean fresh = !desired.equals(attempted) || attempts.last().plus(STABLE).isBefore(now);
    return fresh ? Attempts.NONE : attempts;
  }

  /** How automation syncs: as the policy says. */
  SyncRequest request() {
    SyncPolicy policy = context.application().syncPolicy();
    return SyncRequest.defaults()
        .withPruning(policy.prunes() ? SyncRequest.Pruning.ALLOWED : SyncRequest.Pruning.FORBIDDEN)
        .withEmptyDesiredState(
            policy.allowsEmpty()
                ? SyncRequest.EmptyDesiredState.PRUNES
                : SyncRequest.EmptyDesiredState.KEEPS)
        .by("gitops4j");
  }

  private AutoSync.Situation situation(Observation observation) {
    ApplicationState state = context.state();
    Comparison comparison = observation.comparison();
    boolean automated = context.application().syncPolicy().isAutomated();
    return new AutoSync.Situation(
        context.application().syncPolicy(),
        comparison.status(),
        observation.desired().digest(),
        state.current().map(Deployment::desiredState),
        observation.drifted(),
        state.hold(),
        automated && !StatusReport.isSynced(comparison) && goesBack(observation.desired(), state),
        SyncPlan.of(comparison, request()).isEmpty(),
        comparison.resources().isEmpty() && !comparison.extra().isEmpty(),
        attemptsAt(observation.desired().digest(), context.now()));
  }

  /**
   * A commit that the repository no longer has was rewritten away: what came before it can't be
   * told any more.
   */
  private boolean goesBack(DesiredState desired, ApplicationState state) {
    Optional<SyncPoint> synced =
        state.lastSynced().filter(point -> point.selector().equals(desired.selector()));
    if (synced.isEmpty() || synced.get().revision().equals(desired.revision())) {
      return false;
    }
    RepositoryUrl repository = context.application().source().repository();
    try {
      return context
          .ports()
          .git()
          .isAncestor(repository, desired.revision(), synced.get().revision());
    } catch (SourceException e) {
      if (e.reason() == SourceException.Reason.UNKNOWN_REVISION) {
        return true;
      }
      throw e;
    }
  }
}
