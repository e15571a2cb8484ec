package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.SyncPoint;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.reconcile.AutoSync.Attempts;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.time.Duration;
import java.time.Instant;
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
  private String lastReason = "";
  private String lastFailure = "";

  Automation(ApplicationContext context) {
    this.context = context;
  }

  synchronized AutoSync.Decision decide(Observation observation) {
    AutoSync.Decision decision = AutoSync.decide(situation(observation), context.now());
    lastReason = decision.reason();
    LOG.debug("{}: {}", context.application(), decision);
    return decision;
  }

  /** Why the engine did, or did not do, something the last time it decided. */
  synchronized String lastReason() {
    return lastReason;
  }

  /** What is to be decided after an attempt; told only if that failed. */
  synchronized AutoSync.Decision next(Observation observation) {
    AutoSync.Decision next = AutoSync.decide(situation(observation), context.now());
    if (!lastFailure.isEmpty()) {
      lastReason = "a sync failed: " + lastFailure + "; " + next.reason();
    }
    return next;
  }

  /**
   * Acts and counts it. What can't begin counts as a failed attempt, unless another operation was
   * faster.
   */
  void attempt(Observation observation, Supplier<SyncResult> action) {
    try {
      SyncResult result = action.get();
      attempted(observation, result.isSuccess() ? "" : result.message());
    } catch (OperationException e) {
      if (e.reason() != OperationException.Reason.BUSY) {
        attempted(observation, String.valueOf(e.getMessage()));
      }
    } catch (GitOpsException e) {
      attempted(observation, String.valueOf(e.getMessage()));
    }
  }

  private synchronized void attempted(Observation observation, String failure) {
    Instant now = context.now();
    attempts = attemptsAt(observation.desired().digest(), now).another(now);
    attempted = observation.desired().digest();
    lastFailure = failure;
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

  /** A deployed commit that the repository no longer has is nobody's descendant. */
  private boolean goesBack(DesiredState desired, ApplicationState state) {
    Optional<SyncPoint> synced =
        state.lastSynced().filter(point -> point.selector().equals(desired.selector()));
    if (synced.isEmpty() || synced.get().revision().equals(desired.revision())) {
      return false;
    }
    try {
      return context
          .ports()
          .git()
          .isAncestor(
              context.application().source().repository(),
              desired.revision(),
              synced.get().revision());
    } catch (SourceException e) {
      if (e.reason() == SourceException.Reason.UNKNOWN_REVISION) {
        return false;
      }
      throw e;
    }
  }
}
