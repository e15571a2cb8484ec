package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.reconcile.Looks.Look;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with one application. Looking never waits for an operation. */
final class ApplicationReconciler {
  private static final Duration HEALTH_PAUSE = Duration.ofSeconds(1);
  private static final Duration WHILE_BUSY = Duration.ofSeconds(10);

  private final ApplicationContext context;
  private final Slot slot;
  private final Automation automation;
  private final Looks looks;
  private final Operations operations;
  private final AtomicReference<@Nullable Instant> nextLook = new AtomicReference<>();
  private final AtomicReference<@Nullable Revision> decided = new AtomicReference<>();

  ApplicationReconciler(ApplicationContext context) {
    this(context, new Slot());
  }

  private ApplicationReconciler(ApplicationContext context, Slot slot) {
    this.context = context;
    this.slot = slot;
    this.automation = new Automation(context);
    this.looks = new Looks(context, automation::note, slot);
    this.operations = new Operations(context, looks, slot);
  }

  /** The same application with new settings; an operation that runs still counts. */
  ApplicationReconciler with(Application settings) {
    return new ApplicationReconciler(
        new ApplicationContext(settings, context.ports(), context.settings(), context.keeper()),
        slot);
  }

  Application application() {
    return context.application();
  }

  List<Deployment> history() {
    return context.state().deployments();
  }

  /** The status as it was found last, or found now if it never was. */
  ApplicationStatus status() {
    return looks.status();
  }

  /** Looks at Git and the cluster; what can't be had is a condition of the status. */
  ApplicationStatus refresh() {
    return looks.atAll().status();
  }

  /** The same without taking anything for synced because it was so before. */
  ApplicationStatus hardRefresh() {
    return looks.anew().status();
  }

  /** What a failed ref check of the repository means for this application. */
  ApplicationStatus sourceFailed(GitOpsException failure) {
    return looks.failed(failure).status();
  }

  /** What a commit would change; nothing is touched. */
  Preview preview(RevisionSelector selector, SyncRequest request) {
    Observation observation = context.observe(context.desired(selector));
    SyncPlan plan = new Deployer(context).plan(observation, request);
    return new Preview(
        observation.desired().commit(),
        observation.comparison(),
        plan,
        StatusReport.warnings(observation));
  }

  /** What differs now. */
  Comparison compare() {
    return context.observe(context.desired(application().source().selector())).comparison();
  }

  /**
   * Whether something is left to decide although nothing happened in the cluster: the selector
   * means another commit than the one that was decided about, or nothing any more, or the last look
   * failed. Merely looking decides nothing.
   */
  boolean isUndecided(RemoteRefs refs) {
    RevisionSelector selector = application().source().selector();
    Optional<Revision> before = Optional.ofNullable(decided.get());
    // No list of refs tells what an abbreviated hash means, and it never means anything else.
    Optional<Revision> now =
        selector instanceof RevisionSelector.AbbreviatedCommit ? before : refs.find(selector);
    return looks.lastFailed() || before.isEmpty() || !now.equals(before);
  }

  /** What changes the cluster. */
  Operations operations() {
    return operations;
  }

  /** Ends a hold: automation goes on with what Git asks for. */
  Optional<Hold> release() {
    Optional<Hold> hold = context.state().hold();
    context.keeper().update(ApplicationState::withoutHold);
    return hold;
  }

  /**
   * Looks, decides and acts as the policy says. Does nothing while an operation runs.
   *
   * @param revision what the selector means, if somebody just asked the repository
   * @param again told when to do so again
   */
  ApplicationStatus reconcile(Optional<Revision> revision, Consumer<Instant> again) {
    long turn = slot.turn();
    Look look = looks.at(revision);
    if (look.observation().isEmpty()) {
      return look.status();
    }
    if (operations.isRunning()) {
      // What was just seen may be another commit than the one at work, and nobody else would tell.
      later(context.now().plus(WHILE_BUSY), again);
      decided.set(null);
      return look.status();
    }
    try {
      return act(look.observation().get(), turn, again);
    } catch (GitOpsException e) {
      return looks.failed(e).status();
    }
  }

  /** The same after something happened in the cluster, of which Git knows nothing new. */
  ApplicationStatus reconcileLive(Consumer<Instant> again) {
    return reconcile(looks.knownRevision(), again);
  }

  private ApplicationStatus act(Observation observation, long turn, Consumer<Instant> again) {
    AutoSync.Decision decision = automation.decide(observation);
    decided.set(observation.desired().revision());
    Optional<Supplier<SyncResult>> action =
        actionOf(decision, observation, operations.decidedAt(turn));
    if (action.isEmpty()) {
      decideAgainAt(decision, false).ifPresent(time -> later(time, again));
      return looks.reported(observation).status();
    }
    boolean tried = automation.attempt(observation, action.get());
    // Whoever was faster may have gone to another commit: Git tells which one counts by now.
    Optional<Revision> same = Optional.of(observation.desired().revision());
    Look after = looks.at(tried ? same : Optional.empty());
    if (after.observation().isEmpty()) {
      return after.status();
    }
    // What failed is tried again when its pause is over, though nothing else would remind of it.
    AutoSync.Decision next = automation.decide(after.observation().get());
    decided.set(after.observation().get().desired().revision());
    decideAgainAt(next, true).ifPresent(time -> later(time, again));
    return looks.reported(after.observation().get()).status();
  }

  /** What is decided right after an action is not done at once, but with a fresh look. */
  private Optional<Instant> decideAgainAt(AutoSync.Decision next, boolean acted) {
    if (next instanceof AutoSync.Decision.Wait wait) {
      return Optional.of(wait.until());
    }
    return acted && !(next instanceof AutoSync.Decision.Nothing)
        ? Optional.of(operations.isRunning() ? context.now().plus(WHILE_BUSY) : context.now())
        : Optional.empty();
  }

  /**
   * A planned look begins: another one may be planned from now on, also for the same time, since a
   * timer may be early.
   */
  void woke(Instant planned) {
    nextLook.getAndUpdate(next -> planned.equals(next) ? null : next);
  }

  /** An earlier look that is planned already decides anew, so one timer is enough. */
  private void later(Instant time, Consumer<Instant> again) {
    Instant planned = nextLook.get();
    if (planned == null || time.isBefore(planned)) {
      nextLook.set(time);
      again.accept(time);
    }
  }

  /** What is decided about one commit is done about that very commit. */
  private Optional<Supplier<SyncResult>> actionOf(
      AutoSync.Decision decision, Observation observation, Operations.Decided allowed) {
    SyncRequest request = automation.request();
    if (decision instanceof AutoSync.Decision.Sync) {
      return Optional.of(() -> allowed.sync(observation, request, Cause.AUTO_SYNC));
    }
    if (decision instanceof AutoSync.Decision.Heal heal) {
      return Optional.of(
          heal.target() == AutoSync.Decision.Target.GIT
              ? () -> allowed.sync(observation, request, Cause.SELF_HEAL)
              : () -> allowed.healDeployed(request));
    }
    return Optional.empty();
  }

  /** Looks until the application is healthy, and records what the newest deployment came to. */
  ApplicationStatus awaitHealthy(Duration limit) {
    Instant deadline = context.now().plus(limit);
    ApplicationStatus status = looks.atLive();
    while (status.health().status() != HealthStatus.HEALTHY && context.now().isBefore(deadline)) {
      context.ports().scheduler().await(new CompletableFuture<Void>(), HEALTH_PAUSE);
      status = looks.atLive();
    }
    Health health = status.health();
    context.keeper().update(state -> HealthRecord.written(state, health, context.now()));
    if (health.status() != HealthStatus.HEALTHY) {
      throw new OperationException(
          OperationException.Reason.NOT_HEALTHY,
          "'%s' did not become healthy within %s: it is %s, %s"
              .formatted(application(), limit, health.status(), health.message()));
    }
    return status;
  }
}
