package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.history.IntentArchive.Retrieved;
import io.gitops4j.core.history.StateException;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.util.Optional;

/** Brings a cluster to what a deployment applied; needs neither Git nor the chart. */
final class Rollback {
  private final ApplicationContext context;
  private final Looks looks;

  Rollback(ApplicationContext context, Looks looks) {
    this.context = context;
    this.looks = looks;
  }

  /** Goes back to a deployment and holds automation there. */
  SyncResult to(DeploymentId id, SyncRequest request, SyncOperation operation) {
    Deployment past = deployment(id);
    return apply(past, whatGitAsksFor(context.state()), request, operation);
  }

  /** Mends drift from the deployment that is held. */
  SyncResult healing(Deployment held, SyncRequest request, SyncOperation operation) {
    return apply(held, Optional.empty(), request, operation);
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

  private SyncResult apply(
      Deployment past,
      Optional<Digest> goneBackFrom,
      SyncRequest request,
      SyncOperation operation) {
    Retrieved retrieved = new WithheldSecrets(context).completed(past);
    Intents intents = Intents.ofStored(retrieved.documents(), context.settings().redactor());
    Observer observer = context.observer();
    ApplicationState state = context.state();
    Comparison comparison =
        observer.compare(
            intents,
            WithheldSecrets.without(observer.read(intents, state), retrieved),
            state,
            appliedLast(state, past));
    Deployer.Order order =
        Deployer.Order.backTo(
            past,
            new Deployer.Content(intents, retrieved.withheld()),
            context.application().source().selector(),
            goneBackFrom);
    SyncResult result =
        new Deployer(context).carryOut(SyncPlan.of(comparison, request), order, request, operation);
    return WithheldSecrets.reported(result, retrieved);
  }

  /** A rollback must not fail because of what it goes back from: without that, less is mended. */
  private Optional<Intents> appliedLast(ApplicationState state, Deployment past) {
    try {
      return state
          .kept()
          .filter(kept -> !kept.id().equals(past.id()))
          .map(kept -> context.retrieve(kept).documents())
          .map(documents -> Intents.ofStored(documents, context.settings().redactor()));
    } catch (StateException e) {
      return Optional.empty();
    }
  }

  /**
   * That is what is gone back from. Without Git, what it asked for last stands for it, or what is
   * rejected already, or what was deployed last.
   */
  private Optional<Digest> whatGitAsksFor(ApplicationState state) {
    try {
      return Optional.of(looks.desired().digest());
    } catch (GitOpsException e) {
      return looks
          .known()
          .map(DesiredState::digest)
          .or(() -> state.hold().map(Hold::rejected))
          .or(() -> state.current().map(Deployment::desiredState));
    }
  }
}
