package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.history.ResourceOutcome;
import io.gitops4j.core.history.Review;
import io.gitops4j.core.history.StoredIntent;
import io.gitops4j.core.history.SyncPoint;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncExecutor;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.core.sync.SyncStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Brings a cluster to a desired state and records what was deployed. */
final class Deployer {
  private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

  private final ApplicationContext context;

  Deployer(ApplicationContext context) {
    this.context = context;
  }

  /**
   * What is to be deployed, and why.
   *
   * @param intents what is applied
   * @param commit where they come from
   * @param selector what selected the commit; empty for a rollback, which follows nothing
   * @param cause why
   * @param rolledBackTo the deployment that a rollback goes back to
   */
  record Order(
      Intents intents,
      Commit commit,
      Optional<RevisionSelector> selector,
      Cause cause,
      Optional<DeploymentId> rolledBackTo) {}

  /** What a sync would do now. */
  SyncPlan plan(Observation observation, SyncRequest request) {
    SyncPlan plan = SyncPlan.of(observation.comparison(), request);
    return missingNamespace(observation.desired().intents()).map(plan::creatingFirst).orElse(plan);
  }

  /**
   * The namespace of the destination, if the policy wants it created, it is missing, and nothing
   * else brings it.
   */
  Optional<SyncStep.CreateNamespace> missingNamespace(Intents intents) {
    String name = context.application().destination().namespace();
    if (!context.application().syncPolicy().createsNamespace() || name.isEmpty()) {
      return Optional.empty();
    }
    ResourceKey key = new ResourceKey(NAMESPACE.group(), NAMESPACE.kind(), "", name);
    if (intents.get(key).isPresent() || context.target().get(key).isPresent()) {
      return Optional.empty();
    }
    MapValue metadata = MapValue.of("name", Scalar.of(name));
    MapValue content =
        MapValue.of("apiVersion", Scalar.of("v1"))
            .with("kind", Scalar.of(NAMESPACE.kind()))
            .with("metadata", metadata);
    return Optional.of(new SyncStep.CreateNamespace(Manifest.of(content)));
  }

  /** Carries out a plan and, if it was done for real and to its end, records the deployment. */
  SyncResult carryOut(SyncPlan plan, Order order, SyncRequest request, SyncOperation operation) {
    Instant started = context.now();
    if (request.mode() == SyncRequest.Mode.REAL) {
      rememberKinds(order.intents());
    }
    SyncExecutor executor =
        new SyncExecutor(
            context.target(),
            context.ports().scheduler(),
            context.settings().ownership(context.application()));
    SyncResult result =
        executor.execute(plan, request, order.commit().revision(), new OperationControl(operation));
    if (request.mode() == SyncRequest.Mode.REAL) {
      context
          .keeper()
          .update(state -> afterwards(state, order, result, new Recording(request, started)));
    }
    return result;
  }

  /** Before anything is applied, so that objects of a new kind are found again whatever happens. */
  private void rememberKinds(Intents intents) {
    Set<GroupKind> kinds =
        intents.all().stream().map(intent -> intent.key().groupKind()).collect(Collectors.toSet());
    context.keeper().update(state -> state.withKinds(kinds));
  }

  private record Recording(SyncRequest request, Instant started) {}

  private ApplicationState afterwards(
      ApplicationState state, Order order, SyncResult result, Recording recording) {
    if (!result.isSuccess()) {
      return state;
    }
    Optional<RevisionSelector> selector = order.selector();
    ApplicationState synced =
        selector.isPresent()
            ? state.withLastSynced(new SyncPoint(order.commit().revision(), selector.get()))
            : state;
    boolean isNews =
        !result.resources().isEmpty()
            || state
                .current()
                .filter(current -> current.desiredState().equals(order.intents().digest()))
                .isEmpty();
    if (!isNews || order.cause() == Cause.SELF_HEAL) {
      return synced;
    }
    int limit = context.application().syncPolicy().historyLimit();
    return synced.withDeployment(deployment(state, order, result, recording), limit);
  }

  private Deployment deployment(
      ApplicationState state, Order order, SyncResult result, Recording recording) {
    Deployment.Builder entry =
        Deployment.builder(
                state.nextId(),
                order.commit(),
                order.cause(),
                initiator(recording.request(), order.cause()))
            .startedAt(recording.started())
            .deployedAt(result.finishedAt())
            .desiredState(order.intents().digest(), archive(state, order.intents()))
            .outcomes(outcomes(result));
    Review.of(order.commit().message()).ifPresent(entry::review);
    order.rolledBackTo().ifPresent(entry::rolledBackTo);
    return entry.build();
  }

  private static Person initiator(SyncRequest request, Cause cause) {
    if (!request.initiator().isEmpty()) {
      return Person.named(request.initiator());
    }
    return Person.named(cause == Cause.AUTO_SYNC ? "gitops4j" : "unknown");
  }

  private List<StoredIntent> archive(ApplicationState state, Intents intents) {
    List<StoredIntent> earlier = state.current().map(Deployment::intents).orElse(List.of());
    return context.ports().archive().store(intents.all(), earlier);
  }

  private static Map<ResourceKey, ResourceOutcome> outcomes(SyncResult result) {
    Map<ResourceKey, ResourceOutcome> outcomes = new TreeMap<>();
    for (ResourceResult each : result.resources()) {
      outcomes.put(each.key(), new ResourceOutcome(code(each.code()), each.message()));
    }
    return outcomes;
  }

  private static ResourceOutcome.Code code(ResourceResult.Code code) {
    return switch (code) {
      case CREATED -> ResourceOutcome.Code.CREATED;
      case CONFIGURED -> ResourceOutcome.Code.CONFIGURED;
      case UNCHANGED -> ResourceOutcome.Code.UNCHANGED;
      case PRUNED -> ResourceOutcome.Code.PRUNED;
      case WAITS_FOR_CONSENT -> ResourceOutcome.Code.AWAITS_CONSENT;
      case KEPT, NOT_ATTEMPTED -> ResourceOutcome.Code.SKIPPED;
      case FAILED -> ResourceOutcome.Code.FAILED;
    };
  }

  /** Holds automation back from what was rolled back from. */
  void hold(Digest rejected, SyncRequest request) {
    context
        .keeper()
        .update(
            state ->
                state
                    .current()
                    .map(
                        current ->
                            state.withHold(
                                new Hold(
                                    rejected,
                                    current.id(),
                                    context.now(),
                                    initiator(request, Cause.ROLLBACK))))
                    .orElse(state));
  }
}
