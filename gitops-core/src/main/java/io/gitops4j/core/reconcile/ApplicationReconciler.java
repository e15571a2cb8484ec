package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.reconcile.Looks.Look;
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

/**
 * Everything that can be done with one application. One operation runs at a time; a second one is
 * refused, not queued, so that no caller waits for something it did not ask for. Looking never
 * waits for an operation.
 */
final class ApplicationReconciler {
  private static final Duration HEALTH_PAUSE = Duration.ofSeconds(1);

  private final ApplicationContext context;
  private final Automation automation;
  private final Looks looks;
  private final AtomicReference<@Nullable SyncOperation> running;
  private final AtomicReference<@Nullable Instant> nextLook = new AtomicReference<>();

  ApplicationReconciler(ApplicationContext context) {
    this(context, new AtomicReference<>());
  }

  private ApplicationReconciler(
      ApplicationContext context, AtomicReference<@Nullable SyncOperation> running) {
    this.context = context;
    this.automation = new Automation(context);
    this.looks = new Looks(context, automation::lastReason);
    this.running = running;
  }

  /** The same application with new settings; an operation that runs still counts. */
  ApplicationReconciler with(Application settings) {
    return new ApplicationReconciler(
        new ApplicationContext(
            settings, context.ports(), context.settings(), context.keeper().again()),
        running);
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

  /** Deploys what Git asks for; runs on the caller's thread. */
  SyncResult sync(SyncRequest request, SyncOperation operation) {
    return exclusively(
        operation,
        () -> deploy(context.observe(looks.desired()), request, Cause.MANUAL_SYNC, operation));
  }

  private SyncResult deploy(
      Observation observation, SyncRequest request, Cause cause, SyncOperation operation) {
    Deployer deployer = new Deployer(context);
    return deployer.carryOut(
        deployer.plan(observation, request),
        Deployer.Order.of(observation.desired(), cause),
        request,
        operation);
  }

  /** Brings the cluster back to what a deployment applied; needs neither Git nor the chart. */
  SyncResult rollback(DeploymentId id, SyncRequest request) {
    SyncOperation operation = new SyncOperation(step -> {});
    return exclusively(operation, () -> new Rollback(context, looks).to(id, request, operation));
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
    Look look = looks.at(revision);
    if (look.observation().isEmpty() || running.get() != null) {
      return look.status();
    }
    try {
      return act(look, look.observation().get(), again);
    } catch (GitOpsException e) {
      return looks.failed(e).status();
    }
  }

  /** The same after something happened in the cluster, of which Git knows nothing new. */
  ApplicationStatus reconcileLive(Consumer<Instant> again) {
    return reconcile(looks.knownRevision(), again);
  }

  private ApplicationStatus act(Look look, Observation observation, Consumer<Instant> again) {
    AutoSync.Decision decision = automation.decide(observation);
    Optional<Supplier<SyncResult>> action = actionOf(decision, observation);
    if (action.isEmpty()) {
      later(decision, again);
      return looks.withAutomation(look, decision.reason());
    }
    automation.attempt(observation, action.get());
    Look after = looks.at(Optional.of(observation.desired().revision()));
    // What failed is tried again when its pause is over, though nothing else would remind of it.
    after.observation().ifPresent(found -> later(automation.next(found), again));
    return looks.withAutomation(after, automation.lastReason());
  }

  private void later(AutoSync.Decision decision, Consumer<Instant> again) {
    if (decision instanceof AutoSync.Decision.Wait wait
        && !wait.until().equals(nextLook.getAndSet(wait.until()))) {
      again.accept(wait.until());
    }
  }

  /** What is decided about one commit is done about that very commit. */
  private Optional<Supplier<SyncResult>> actionOf(
      AutoSync.Decision decision, Observation observation) {
    SyncRequest request = automation.request();
    SyncOperation operation = new SyncOperation(step -> {});
    if (decision instanceof AutoSync.Decision.Sync) {
      return acting(operation, () -> deploy(observation, request, Cause.AUTO_SYNC, operation));
    }
    if (!(decision instanceof AutoSync.Decision.Heal heal)) {
      return Optional.empty();
    }
    if (heal.target() == AutoSync.Decision.Target.GIT) {
      return acting(operation, () -> deploy(observation, request, Cause.SELF_HEAL, operation));
    }
    Rollback rollback = new Rollback(context, looks);
    return context
        .state()
        .current()
        .flatMap(
            current -> acting(operation, () -> rollback.healing(current, request, operation)));
  }

  private Optional<Supplier<SyncResult>> acting(
      SyncOperation operation, Supplier<SyncResult> action) {
    return Optional.of(() -> exclusively(operation, action));
  }

  private <T> T exclusively(SyncOperation operation, Supplier<T> action) {
    if (!running.compareAndSet(null, operation)) {
      throw new OperationException(
          OperationException.Reason.BUSY,
          "another operation of '%s' is running; cancel it or wait for it"
              .formatted(application()));
    }
    try {
      return action.get();
    } finally {
      running.set(null);
    }
  }

  /**
   * Looks until the application is healthy and adds what the newest deployment came to, to its
   * record.
   */
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
