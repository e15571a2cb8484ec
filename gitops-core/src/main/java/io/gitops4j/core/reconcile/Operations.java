package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.IntentArchive.Retrieved;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What changes the cluster of one application. One operation runs at a time; a second one is
 * refused, not queued, so that no caller waits for something it did not ask for.
 */
final class Operations {
  private final ApplicationContext context;
  private final AtomicReference<@Nullable SyncOperation> running = new AtomicReference<>();

  Operations(ApplicationContext context) {
    this.context = context;
  }

  boolean isRunning() {
    return running.get() != null;
  }

  /** Deploys what Git asks for; runs on the caller's thread. */
  SyncResult sync(SyncRequest request, Cause cause, SyncOperation operation) {
    return exclusively(operation, () -> syncNow(request, cause, operation));
  }

  private SyncResult syncNow(SyncRequest request, Cause cause, SyncOperation operation) {
    Observation observation =
        context.observe(context.desired(context.application().source().selector()));
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
                            context.application(),
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
      return Optional.of(context.desired(context.application().source().selector()).digest());
    } catch (GitOpsException e) {
      return state.current().map(Deployment::desiredState);
    }
  }

  /** Brings back what was deployed last, without a new entry in the history. */
  SyncResult healDeployed(SyncRequest request, SyncOperation operation) {
    return exclusively(
        operation,
        () -> {
          Deployment current =
              context
                  .state()
                  .current()
                  .orElseThrow(() -> new IllegalStateException("nothing was deployed yet"));
          return rollBackNow(current, Cause.SELF_HEAL, request, operation);
        });
  }

  private <T> T exclusively(SyncOperation operation, Supplier<T> action) {
    if (!running.compareAndSet(null, operation)) {
      throw new OperationException(
          OperationException.Reason.BUSY,
          "another operation of '%s' is running; cancel it or wait for it"
              .formatted(context.application()));
    }
    try {
      return action.get();
    } finally {
      running.set(null);
    }
  }
}
