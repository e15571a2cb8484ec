package io.gitops4j.core.reconcile;

import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;

/**
 * What changes the cluster of one application. One operation runs at a time; a second one is
 * refused, not queued, so that no caller waits for something it did not ask for.
 */
final class Operations {
  private final ApplicationContext context;
  private final Looks looks;
  private final Slot slot;

  Operations(ApplicationContext context, Looks looks, Slot slot) {
    this.context = context;
    this.looks = looks;
    this.slot = slot;
  }

  boolean isRunning() {
    return slot.isTaken();
  }

  /** Deploys what Git asks for now; runs on the caller's thread. */
  SyncResult sync(SyncRequest request, SyncOperation operation) {
    return slot.exclusively(
        context.application(),
        operation,
        () -> deploy(context.observe(looks.desired()), request, Cause.MANUAL_SYNC, operation));
  }

  /**
   * What was decided without being asked, about what was seen at one turn: whatever ran meanwhile
   * may have gone further, or back on purpose, so that the decision no longer counts.
   */
  Decided decidedAt(long turn) {
    return new Decided(turn);
  }

  /** Operations that are refused as busy if another one ended since they were decided on. */
  final class Decided {
    private final long turn;

    private Decided(long turn) {
      this.turn = turn;
    }

    /** Deploys the very commit that was observed, because that is what was decided. */
    SyncResult sync(Observation observation, SyncRequest request, Cause cause) {
      return slot.exclusively(
          context.application(),
          turn,
          () -> deploy(observation, request, cause, new SyncOperation(step -> {})));
    }

    /** Brings back the deployment that is kept to, without a new entry in the history. */
    SyncResult healDeployed(SyncRequest request) {
      return slot.exclusively(context.application(), turn, () -> heal(request));
    }
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
    return slot.exclusively(
        context.application(),
        operation,
        () -> new Rollback(context, looks).to(id, request, operation));
  }

  private SyncResult heal(SyncRequest request) {
    Deployment kept =
        context
            .state()
            .kept()
            .orElseThrow(() -> new IllegalStateException("nothing was deployed yet"));
    return new Rollback(context, looks).healing(kept, request, new SyncOperation(step -> {}));
  }
}
