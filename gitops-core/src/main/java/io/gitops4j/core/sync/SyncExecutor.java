package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.ResourceResult.Code;
import io.gitops4j.core.sync.SyncResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries out a plan, step by step: the only part of the engine that changes a cluster. Between
 * steps it looks whether it was cancelled and whether its deadline passed. Calls that may succeed
 * later are tried again until the deadline. A failed apply lets the other applies go on, but
 * nothing is pruned after it. Thread-safe; {@link #execute} blocks.
 *
 * @since 0.1.0
 */
public final class SyncExecutor {
  private final ClusterTarget target;
  private final Scheduler scheduler;
  private final Ownership ownership;

  /** Acts on a cluster in the name of an application. */
  public SyncExecutor(ClusterTarget target, Scheduler scheduler, Ownership ownership) {
    this.target = target;
    this.scheduler = scheduler;
    this.ownership = ownership;
  }

  /**
   * Does what the plan says, or nothing if the plan is blocked.
   *
   * @param revision the commit that the plan deploys
   * @param control asked and told between steps
   * @return how it ended; what the cluster says about single objects is in it and never thrown
   */
  public SyncResult execute(
      SyncPlan plan, SyncRequest request, Revision revision, SyncControl control) {
    Instant start = scheduler.now();
    if (!plan.blockers().isEmpty()) {
      return blocked(plan, revision, start);
    }
    Run run = new Run(plan, request, start.plus(request.deadline()), control);
    run.walk();
    List<ResourceResult> results = new ArrayList<>(run.results);
    plan.remaining().forEach(kept -> results.add(remaining(kept)));
    return new SyncResult(run.outcome(), run.message(), revision, start, scheduler.now(), results);
  }

  private SyncResult blocked(SyncPlan plan, Revision revision, Instant start) {
    List<ResourceResult> results = new ArrayList<>();
    plan.blockers()
        .forEach(
            blocker ->
                results.add(ResourceResult.without(blocker.key(), Code.FAILED, blocker.reason())));
    plan.steps().forEach(step -> results.add(notAttempted(step, "other objects can't be applied")));
    String message =
        "nothing was applied, because %d of the objects can't be: %s"
            .formatted(
                plan.blockers().size(),
                plan.blockers().get(0).key() + ": " + plan.blockers().get(0).reason());
    return new SyncResult(Outcome.FAILED, message, revision, start, scheduler.now(), results);
  }

  private static ResourceResult remaining(SyncPlan.Remaining kept) {
    return ResourceResult.without(
        kept.key(), kept.waitsForConsent() ? Code.WAITS_FOR_CONSENT : Code.KEPT, kept.reason());
  }

  private static ResourceResult notAttempted(SyncStep step, String reason) {
    return ResourceResult.without(step.key(), Code.NOT_ATTEMPTED, reason);
  }

  /** One walk over one plan. Confined to the thread that executes. */
  private final class Run {
    private final SyncPlan plan;
    private final SyncRequest request;
    private final Instant deadline;
    private final SyncControl control;
    private final Retries retries;
    private final NewKinds newKinds = new NewKinds(scheduler);
    private final List<ResourceResult> results = new ArrayList<>();
    private Optional<Outcome> stopped = Optional.empty();
    private Optional<ResourceResult> firstFailure = Optional.empty();

    Run(SyncPlan plan, SyncRequest request, Instant deadline, SyncControl control) {
      this.plan = plan;
      this.request = request;
      this.deadline = deadline;
      this.control = control;
      this.retries = new Retries(scheduler, deadline, control::isCancelled);
    }

    void walk() {
      for (SyncStep step : plan.steps()) {
        stopIfAsked();
        ResourceResult result =
            stopped.isPresent() ? notAttempted(step, "the sync ended before") : attempt(step);
        results.add(result);
        control.finished(result);
        if (result.isFailure() && firstFailure.isEmpty()) {
          firstFailure = Optional.of(result);
        }
      }
      if (firstFailure.isPresent()) {
        stopIfAsked();
      }
    }

    private void stopIfAsked() {
      if (stopped.isEmpty() && control.isCancelled()) {
        stopped = Optional.of(Outcome.CANCELLED);
      }
      if (stopped.isEmpty() && !scheduler.now().isBefore(deadline)) {
        stopped = Optional.of(Outcome.TIMED_OUT);
      }
    }

    private ResourceResult attempt(SyncStep step) {
      try {
        return perform(step);
      } catch (ClusterException e) {
        return ResourceResult.without(
            step.key(), Code.FAILED, e.getMessage() == null ? e.reason().name() : e.getMessage());
      }
    }

    private ResourceResult perform(SyncStep step) {
      if (step instanceof SyncStep.Prune prune) {
        return prune(prune);
      }
      if (step instanceof SyncStep.Apply apply) {
        return applied(apply.key(), () -> applier().apply(apply, this::send));
      }
      Manifest namespace = ((SyncStep.CreateNamespace) step).namespace();
      return applied(
          step.key(), () -> new SettledApply.Done(send(applier().request(namespace)), ""));
    }

    private SettledApply applier() {
      return new SettledApply(target, ownership.fieldManager(), retries, isDryRun());
    }

    private ApplyOutcome send(ApplyRequest request) {
      ResourceKey key = request.manifest().key();
      return retries.call(() -> ask(request), failure -> mayPass(key, failure));
    }

    private ResourceResult applied(ResourceKey key, Supplier<SettledApply.Done> apply) {
      if (isDryRun() && livesInPlannedNamespace(key)) {
        return ResourceResult.without(
            key, Code.CREATED, "(dry run) not asked: its namespace does not exist yet");
      }
      try {
        SettledApply.Done done = apply.get();
        if (done.outcome() instanceof ApplyOutcome.Applied applied) {
          newKinds.taken(applied.resource().manifest());
        }
        return read(key, done);
      } catch (ClusterException e) {
        if (isDryRun() && newKinds.isAwaited(key.groupKind(), e)) {
          return ResourceResult.without(
              key, Code.CREATED, "(dry run) not checked: its kind does not exist yet");
        }
        throw e;
      }
    }

    private ApplyOutcome ask(ApplyRequest apply) {
      ApplyOutcome outcome = target.apply(apply);
      if (outcome instanceof ApplyOutcome.Rejected rejected && NewKinds.saysNotServed(rejected)) {
        throw new ClusterException(
            ClusterException.Reason.UNKNOWN_KIND,
            rejected.reason() + ": " + rejected.message(),
            null);
      }
      return outcome;
    }

    private boolean mayPass(ResourceKey key, ClusterException failure) {
      return failure.isTransient() || (!isDryRun() && newKinds.isAwaited(key.groupKind(), failure));
    }

    private boolean livesInPlannedNamespace(ResourceKey key) {
      return plan.steps().stream()
          .filter(SyncStep.CreateNamespace.class::isInstance)
          .anyMatch(step -> step.key().name().equals(key.namespace()));
    }

    private ResourceResult read(ResourceKey key, SettledApply.Done done) {
      ApplyOutcome outcome = done.outcome();
      if (outcome instanceof ApplyOutcome.Applied applied) {
        Code code =
            switch (applied.change()) {
              case CREATED -> Code.CREATED;
              case CONFIGURED -> Code.CONFIGURED;
              case UNCHANGED -> Code.UNCHANGED;
            };
        return new ResourceResult(
            key, code, isDryRun() ? "(dry run)" : done.message(), Optional.of(applied.resource()));
      }
      if (outcome instanceof ApplyOutcome.Rejected rejected) {
        return ResourceResult.without(
            key, Code.FAILED, rejected.reason() + ": " + rejected.message());
      }
      return ResourceResult.without(
          key, Code.FAILED, ((ApplyOutcome.Conflicted) outcome).message());
    }

    private ResourceResult prune(SyncStep.Prune step) {
      if (firstFailure.isPresent()) {
        return notAttempted(
            step, "nothing is pruned after a failure, here of " + firstFailure.get().key());
      }
      if (isDryRun()) {
        return ResourceResult.without(step.key(), Code.PRUNED, "(dry run)");
      }
      return new ProvenDelete(target, ownership, retries).delete(step.seen());
    }

    private boolean isDryRun() {
      return request.mode() == SyncRequest.Mode.DRY_RUN;
    }

    Outcome outcome() {
      return stopped.orElse(firstFailure.isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED);
    }

    String message() {
      if (stopped.isPresent()) {
        return stopped.get() == Outcome.CANCELLED
            ? "cancelled"
            : "not done within " + request.deadline();
      }
      return firstFailure
          .map(result -> result.key() + ": " + result.message())
          .orElseGet(this::summary);
    }

    private String summary() {
      long waiting = plan.remaining().stream().filter(SyncPlan.Remaining::waitsForConsent).count();
      String done = results.isEmpty() ? "nothing to do" : results.size() + " done";
      return waiting == 0
          ? done
          : done
              + ", "
              + waiting
              + " waiting for consent to be pruned (plan "
              + plan.digest().abbreviated()
              + ")";
    }
  }
}
