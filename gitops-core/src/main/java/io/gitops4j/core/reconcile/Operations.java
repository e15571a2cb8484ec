package io.gitops4j.core.reconcile;

import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What changes the cluster of one application. One operation runs at a time; a second one is
 * refused, not queued, so that no caller waits for something it did not ask for.
 */
final class Operations {
  private final ApplicationContext context;
  private final Looks looks;
  private final AtomicReference<@Nullable SyncOperation> running;

  Operations(ApplicationContext context, Looks looks) {
    this(context, looks, new AtomicReference<>());
  }

  private Operations(
      ApplicationContext context, Looks looks, AtomicReference<@Nullable SyncOperation> running) {
    this.context = context;
    this.looks = looks;
    this.running = running;
  }

  /** The same under new settings of the application: what runs still counts. */
  Operations with(ApplicationContext settings, Looks look) {
    return new Operations(settings, look, running);
  }

  boolean isRunning() {
    return running.get() != null;
  }

  /** Deploys what Git asks for now; runs on the caller's thread. */
  SyncResult sync(SyncRequest request, SyncOperation operation) {
    return exclusively(
        operation,
        () -> deploy(context.observe(looks.desired()), request, Cause.MANUAL_SYNC, operation));
  }

  /** Deploys the very commit that was observed, because that is what was decided. */
  SyncResult sync(Observation observation, SyncRequest request, Cause cause) {
    SyncOperation operation = new SyncOperation(step -> {});
    return exclusively(operation, () -> deploy(observation, request, cause, operation));
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

  /** Brings back what was deployed last, without a new entry in the history. */
  SyncResult healDeployed(SyncRequest request) {
    SyncOperation operation = new SyncOperation(step -> {});
    return exclusively(
        operation,
        () -> {
          Deployment current =
              context
                  .state()
                  .current()
                  .orElseThrow(() -> new IllegalStateException("nothing was deployed yet"));
          return new Rollback(context, looks).healing(current, request, operation);
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
