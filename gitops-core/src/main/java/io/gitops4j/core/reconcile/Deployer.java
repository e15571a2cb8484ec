package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.Hold;
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
import java.util.ArrayList;
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
   * What is applied, and what counts as applied although its content is not known.
   *
   * @param intents what is applied
   * @param withheld Secrets that stay as they are
   */
  record Content(Intents intents, List<ResourceKey> withheld) {}

  /**
   * What is to be deployed, and why.
   *
   * @param content what is applied
   * @param desired digest of everything that is wanted
   * @param commit where it comes from
   * @param selector what the application follows
   * @param cause why
   * @param past the deployment that is gone back to, or kept to
   * @param goneBackFrom what Git asks for while a rollback goes elsewhere
   */
  record Order(
      Content content,
      Digest desired,
      Commit commit,
      RevisionSelector selector,
      Cause cause,
      Optional<Deployment> past,
      Optional<Digest> goneBackFrom) {

    static Order of(DesiredState desired, Cause cause) {
      return new Order(
          new Content(desired.intents(), List.of()),
          desired.digest(),
          desired.commit(),
          desired.selector(),
          cause,
          Optional.empty(),
          Optional.empty());
    }

    /** A rollback, or mending drift from a deployment if nothing is gone back from. */
    static Order backTo(
        Deployment past,
        Content content,
        RevisionSelector selector,
        Optional<Digest> goneBackFrom) {
      return new Order(
          content,
          past.desiredState(),
          past.commit(),
          selector,
          goneBackFrom.isPresent() ? Cause.ROLLBACK : Cause.SELF_HEAL,
          Optional.of(past),
          goneBackFrom);
    }
  }

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
      rememberKinds(order.content().intents());
      holdFromNowOn(order, request);
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
          .update(state -> afterwards(state, order, result, new Recording(request, started, plan)));
    }
    return result;
  }

  /** Before anything is applied, so that objects of a new kind are found again whatever happens. */
  private void rememberKinds(Intents intents) {
    Set<GroupKind> kinds =
        intents.all().stream().map(intent -> intent.key().groupKind()).collect(Collectors.toSet());
    context.keeper().update(state -> state.withKinds(kinds));
  }

  /** Before a rollback acts, so that nothing runs over one that gets only half way. */
  private void holdFromNowOn(Order order, SyncRequest request) {
    order
        .past()
        .flatMap(past -> hold(order, past, request))
        .ifPresent(hold -> context.keeper().update(state -> state.withHold(hold)));
  }

  private Optional<Hold> hold(Order order, Deployment kept, SyncRequest request) {
    return order
        .goneBackFrom()
        .filter(rejected -> !rejected.equals(order.desired()))
        .map(
            rejected ->
                new Hold(rejected, kept.id(), context.now(), initiator(request, Cause.ROLLBACK)));
  }

  private record Recording(SyncRequest request, Instant started, SyncPlan plan) {}

  private ApplicationState afterwards(
      ApplicationState before, Order order, SyncResult result, Recording recording) {
    ApplicationState state = before.withReceipts(receipts(before, recording.plan(), result));
    if (!result.isSuccess()) {
      return state;
    }
    ApplicationState synced =
        state.withLastSynced(new SyncPoint(order.commit().revision(), order.selector()));
    ApplicationState recorded =
        isNews(state, order, result)
            ? synced.withDeployment(
                deployment(state, order, result, recording),
                context.application().syncPolicy().historyLimit())
            : synced;
    return held(recorded, order, recording.request());
  }

  /**
   * What the cluster made of an intent is what is wanted, though it spells it otherwise or fills in
   * what no prediction knows.
   */
  private static Map<ResourceKey, Receipt> receipts(
      ApplicationState before, SyncPlan plan, SyncResult result) {
    Map<ResourceKey, Receipt> receipts = new TreeMap<>(before.receipts());
    for (ResourceResult each : result.resources()) {
      Optional<SyncStep> step = plan.step(each.key());
      if (each.answer().isPresent() && step.orElse(null) instanceof SyncStep.Apply apply) {
        receipts.put(each.key(), apply.settling().receipt(apply.intent(), each.answer().get()));
      }
    }
    return receipts;
  }

  /**
   * Another desired state always is; the same one if an operation that was asked for changed
   * something.
   */
  private static boolean isNews(ApplicationState state, Order order, SyncResult result) {
    boolean sameAgain =
        state.current().filter(it -> it.desiredState().equals(order.desired())).isPresent();
    boolean acted = result.resources().stream().anyMatch(each -> each.isAction());
    return !sameAgain || (acted && order.cause() != Cause.SELF_HEAL);
  }

  /**
   * A rollback that is complete holds automation at the deployment that it made; everything else
   * that was asked for ends a hold.
   */
  private ApplicationState held(ApplicationState state, Order order, SyncRequest request) {
    if (order.cause() == Cause.SELF_HEAL) {
      return state;
    }
    return state
        .current()
        .flatMap(current -> hold(order, current, request))
        .map(state::withHold)
        .orElseGet(state::withoutHold);
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
            .desiredState(order.desired(), archive(state, order))
            .outcomes(Outcomes.of(result));
    Review.of(order.commit().message()).ifPresent(entry::review);
    order
        .past()
        .filter(past -> order.cause() == Cause.ROLLBACK)
        .ifPresent(past -> entry.rolledBackTo(past.id()));
    return entry.build();
  }

  private static Person initiator(SyncRequest request, Cause cause) {
    if (!request.initiator().isEmpty()) {
      return Person.named(request.initiator());
    }
    return Person.named(cause == Cause.AUTO_SYNC ? "gitops4j" : "unknown");
  }

  private List<StoredIntent> archive(ApplicationState state, Order order) {
    List<StoredIntent> earlier = new ArrayList<>();
    state.current().ifPresent(current -> earlier.addAll(current.intents()));
    order.past().ifPresent(past -> earlier.addAll(past.intents()));
    List<StoredIntent> stored =
        new ArrayList<>(context.ports().archive().store(order.content().intents().all(), earlier));
    order.past().stream()
        .flatMap(past -> past.intents().stream())
        .filter(intent -> order.content().withheld().contains(intent.key()))
        .forEach(stored::add);
    return stored;
  }
}
