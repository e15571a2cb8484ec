package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.Hold;
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
  private final Operations operations;
  private final AtomicReference<@Nullable ApplicationStatus> last = new AtomicReference<>();
  private final AtomicReference<@Nullable DesiredState> seen = new AtomicReference<>();
  private final Automation automation;

  ApplicationReconciler(ApplicationContext context) {
    this.context = context;
    this.operations = new Operations(context);
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
    try {
      Observation observation = context.observe(desired.get());
      seen.set(observation.desired());
      ApplicationState state = context.keeper().update(before -> noticed(before, observation));
      return remember(
          new Look(report().of(observation, state, automation.note()), Optional.of(observation)));
    } catch (GitOpsException e) {
      return remember(new Look(report().failed(e), Optional.empty()));
    }
  }

  /** Looks at the cluster alone, for what Git asked for when it was last looked at. */
  ApplicationStatus refreshLive() {
    DesiredState known = seen.get();
    return known == null ? refresh() : look(() -> known).status();
  }

  /** What a failed ref check of the repository means for this application. */
  ApplicationStatus sourceFailed(GitOpsException failure) {
    return remember(new Look(report().failed(failure), Optional.empty())).status();
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

  /** Looks, decides and acts as the policy says. Does nothing while an operation runs. */
  ApplicationStatus reconcile(Consumer<Instant> again) {
    Look look = look();
    if (look.observation().isEmpty() || operations.isRunning()) {
      return look.status();
    }
    Observation observation = look.observation().get();
    AutoSync.Decision decision = automation.decide(observation);
    Optional<Supplier<SyncResult>> action = actionOf(decision);
    action.ifPresent(act -> automation.attempt(observation, act));
    Look after = action.isPresent() ? look() : look;
    AutoSync.Decision next =
        action.isPresent()
            ? after.observation().map(automation::decide).orElse(decision)
            : decision;
    decideAgainAt(next, action.isPresent()).ifPresent(again);
    return after.observation().map(this::reported).orElse(after).status();
  }

  /** The status once more, with what automation has to say by now. */
  private Look reported(Observation observation) {
    ApplicationStatus status = report().of(observation, context.state(), automation.note());
    return remember(new Look(status, Optional.of(observation)));
  }

  private StatusReport report() {
    return new StatusReport(context, Optional.ofNullable(last.get()));
  }

  /** What is decided right after an action is not done at once, but with a fresh look. */
  private Optional<Instant> decideAgainAt(AutoSync.Decision next, boolean acted) {
    if (next instanceof AutoSync.Decision.Wait wait) {
      return Optional.of(wait.until());
    }
    return acted && !(next instanceof AutoSync.Decision.Nothing)
        ? Optional.of(context.now())
        : Optional.empty();
  }

  private Optional<Supplier<SyncResult>> actionOf(AutoSync.Decision decision) {
    SyncRequest request = automation.request();
    SyncOperation operation = new SyncOperation(step -> {});
    if (decision instanceof AutoSync.Decision.Sync) {
      return Optional.of(() -> operations.sync(request, Cause.AUTO_SYNC, operation));
    }
    if (decision instanceof AutoSync.Decision.Heal heal) {
      return Optional.of(
          heal.target() == AutoSync.Decision.Target.GIT
              ? () -> operations.sync(request, Cause.SELF_HEAL, operation)
              : () -> operations.healDeployed(request, operation));
    }
    return Optional.empty();
  }

  /** Looks until the application is healthy, and records what the newest deployment came to. */
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
