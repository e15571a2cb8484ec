package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.history.IntentArchive.Retrieved;
import io.gitops4j.core.history.SyncPoint;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.GitOpsException;
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
  private final AtomicReference<@Nullable SyncOperation> running = new AtomicReference<>();
  private final AtomicReference<@Nullable ApplicationStatus> last = new AtomicReference<>();
  private final AtomicReference<@Nullable DesiredState> seen = new AtomicReference<>();
  private final Automation automation;

  ApplicationReconciler(ApplicationContext context) {
    this.context = context;
    this.automation = new Automation(context);
  }

  Application application() {
    return context.application();
  }

  List<Deployment> history() {
    return context.state().deployments();
  }

  /** The status as it was found last, or found now if it never was. */
  ApplicationStatus status() {
    ApplicationStatus known = last.get();
    return known == null ? refresh() : known;
  }

  /** Looks at Git and the cluster; what can't be had is a condition of the status. */
  ApplicationStatus refresh() {
    return look().status();
  }

  private Look look() {
    return look(() -> context.desired(application().source().selector()));
  }

  private Look look(Supplier<DesiredState> desired) {
    StatusReport report = new StatusReport(context, Optional.ofNullable(last.get()));
    try {
      Observation observation = context.observe(desired.get());
      seen.set(observation.desired());
      ApplicationState state = context.keeper().update(before -> noticed(before, observation));
      return remember(
          new Look(
              report.of(observation, state, automation.lastReason()), Optional.of(observation)));
    } catch (GitOpsException e) {
      return remember(new Look(report.failed(e), Optional.empty()));
    }
  }

  /** Looks at the cluster alone, for what Git asked for when it was last looked at. */
  ApplicationStatus refreshLive() {
    DesiredState known = seen.get();
    return known == null ? refresh() : look(() -> known).status();
  }

  /** What a failed ref check of the repository means for this application. */
  ApplicationStatus sourceFailed(GitOpsException failure) {
    return remember(
            new Look(
                new StatusReport(context, Optional.ofNullable(last.get())).failed(failure),
                Optional.empty()))
        .status();
  }

  private Look remember(Look look) {
    last.set(look.status());
    return look;
  }

  private record Look(ApplicationStatus status, Optional<Observation> observation) {}

  /**
   * What merely looking changes in the state: receipts, a commit that turns out to be deployed
   * already, a hold that is over.
   */
  private ApplicationState noticed(ApplicationState before, Observation observation) {
    ApplicationState state = before.withReceipts(observation.comparison().receipts());
    Digest desired = observation.desired().digest();
    if (state.hold().filter(hold -> !hold.blocks(desired)).isPresent()) {
      state = state.withoutHold();
    }
    boolean synced = StatusReport.isSynced(observation.comparison());
    return synced && state.current().isPresent()
        ? state.withLastSynced(
            new SyncPoint(observation.desired().revision(), observation.desired().selector()))
        : state;
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
  SyncResult sync(SyncRequest request, Cause cause, SyncOperation operation) {
    return exclusively(operation, () -> syncNow(request, cause, operation));
  }

  private SyncResult syncNow(SyncRequest request, Cause cause, SyncOperation operation) {
    Observation observation = context.observe(context.desired(application().source().selector()));
    Deployer deployer = new Deployer(context);
    DesiredState desired = observation.desired();
    Deployer.Order order =
        new Deployer.Order(
            desired.intents(),
            desired.commit(),
            Optional.of(desired.selector()),
            cause,
            Optional.empty());
    SyncResult result =
        deployer.carryOut(deployer.plan(observation, request), order, request, operation);
    if (result.isSuccess() && request.mode() == SyncRequest.Mode.REAL) {
      context.keeper().update(ApplicationState::withoutHold);
    }
    return result;
  }

  /** Brings the cluster back to what a deployment applied; needs neither Git nor the chart. */
  SyncResult rollback(DeploymentId id, SyncRequest request) {
    SyncOperation operation = new SyncOperation(step -> {});
    return exclusively(
        operation, () -> rollBackNow(deployment(id), Cause.ROLLBACK, request, operation));
  }

  private Deployment deployment(DeploymentId id) {
    ApplicationState state = context.state();
    return state
        .deployment(id)
        .orElseThrow(
            () ->
                new OperationException(
                    OperationException.Reason.UNKNOWN_DEPLOYMENT,
                    "'%s' has no deployment %s in its history; it has %s"
                        .formatted(
                            application(),
                            id,
                            state.deployments().stream().map(Deployment::id).toList())));
  }

  private SyncResult rollBackNow(
      Deployment past, Cause cause, SyncRequest request, SyncOperation operation) {
    Retrieved retrieved = new WithheldSecrets(context).completed(past);
    Intents intents = Intents.ofStored(retrieved.documents(), context.settings().redactor());
    Observer observer = context.observer();
    ApplicationState state = context.state();
    Comparison comparison =
        observer.compare(
            intents, WithheldSecrets.without(observer.read(intents, state), retrieved), state);
    Deployer deployer = new Deployer(context);
    Optional<Digest> rejected = cause == Cause.ROLLBACK ? whatGitAsksFor(state) : Optional.empty();
    Deployer.Order order =
        new Deployer.Order(
            intents,
            past.commit(),
            Optional.empty(),
            cause,
            cause == Cause.ROLLBACK ? Optional.of(past.id()) : Optional.empty());
    SyncResult result =
        deployer.carryOut(SyncPlan.of(comparison, request), order, request, operation);
    if (result.isSuccess() && request.mode() == SyncRequest.Mode.REAL) {
      rejected
          .filter(digest -> !digest.equals(past.desiredState()))
          .ifPresent(digest -> deployer.hold(digest, request));
    }
    return WithheldSecrets.reported(result, retrieved);
  }

  /** Without Git, what was deployed last stands for it: that is what is gone back from. */
  private Optional<Digest> whatGitAsksFor(ApplicationState state) {
    try {
      return Optional.of(context.desired(application().source().selector()).digest());
    } catch (GitOpsException e) {
      return state.current().map(Deployment::desiredState);
    }
  }

  /** Ends a hold: automation goes on with what Git asks for. */
  Optional<Hold> release() {
    Optional<Hold> hold = context.state().hold();
    context.keeper().update(ApplicationState::withoutHold);
    return hold;
  }

  /** Looks, decides and acts as the policy says. Does nothing while an operation runs. */
  ApplicationStatus reconcile(Consumer<Instant> again) {
    Look look = look();
    if (look.observation().isEmpty() || running.get() != null) {
      return look.status();
    }
    AutoSync.Decision decision = automation.decide(look.observation().get());
    if (decision instanceof AutoSync.Decision.Wait wait) {
      again.accept(wait.until());
    }
    Optional<Supplier<SyncResult>> action = actionOf(decision);
    action.ifPresent(act -> automation.attempted(look.observation().get(), act.get()));
    return action.isPresent()
        ? refresh()
        : remember(new Look(look.status().withAutomation(decision.reason()), Optional.empty()))
            .status();
  }

  private Optional<Supplier<SyncResult>> actionOf(AutoSync.Decision decision) {
    SyncRequest request = automation.request();
    SyncOperation operation = new SyncOperation(step -> {});
    if (decision instanceof AutoSync.Decision.Sync) {
      return Optional.of(() -> sync(request, Cause.AUTO_SYNC, operation));
    }
    if (decision instanceof AutoSync.Decision.Heal heal) {
      return heal.target() == AutoSync.Decision.Target.GIT
          ? Optional.of(() -> sync(request, Cause.SELF_HEAL, operation))
          : context
              .state()
              .current()
              .map(
                  current ->
                      () ->
                          exclusively(
                              operation,
                              () -> rollBackNow(current, Cause.SELF_HEAL, request, operation)));
    }
    return Optional.empty();
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
    ApplicationStatus status = refreshLive();
    while (status.health().status() != HealthStatus.HEALTHY && context.now().isBefore(deadline)) {
      context.ports().scheduler().await(new CompletableFuture<Void>(), HEALTH_PAUSE);
      status = refreshLive();
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
