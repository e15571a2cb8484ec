package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.cluster.OwnershipOutcome;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.testkit.api.KubernetesApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A cluster in memory: answers as a kube-apiserver does, and its simulated controllers roll out
 * workloads, collect garbage and empty namespaces on the scheduler's time.
 *
 * <p>Through the port it is a {@link ClusterTarget} as any other, whose calls are counted and can
 * be broken. What controllers, people with {@code kubectl}, and tests do to a real cluster is done
 * by {@link #create}, {@link #update}, {@link #edit}, {@link #updateStatus} and {@link #remove};
 * these are neither counted nor broken. Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryCluster implements ClusterTarget {
  private final String name;
  private final String version;
  private final ControlPlane plane;
  private final Requests requests;
  private final Watchers watchers;
  private final Simulation simulation;
  private final CallLog calls = new CallLog();
  private final Faults faults = new Faults();
  private volatile boolean isDisconnected;

  private InMemoryCluster(InMemoryClusterBuilder settings, ControlPlane plane) {
    this.name = settings.name();
    this.version = settings.version();
    this.plane = plane;
    this.requests = new Requests(plane);
    this.watchers = new Watchers(plane);
    this.simulation = new Simulation(plane, settings);
  }

  /** Begins a cluster; {@link InMemoryClusterBuilder#on} completes it. */
  public static InMemoryClusterBuilder named(String name) {
    return new InMemoryClusterBuilder(name);
  }

  static InMemoryCluster create(InMemoryClusterBuilder settings, Scheduler scheduler) {
    ControlPlane plane = new ControlPlane(scheduler, settings);
    settings.customKinds().forEach(plane.kinds()::add);
    InMemoryCluster cluster = new InMemoryCluster(settings, plane);
    plane.store().subscribe(cluster.watchers::see);
    cluster.simulation.start();
    Stream.of("default", "kube-system", "kube-public", "kube-node-lease")
        .forEach(cluster::createNamespace);
    return cluster;
  }

  private void createNamespace(String namespace) {
    Object object =
        Map.<String, Object>of(
            "apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace));
    create(Manifest.of(Value.of(object).mapAt()), "kube-apiserver");
  }

  /** What it was named. */
  public String name() {
    return name;
  }

  @Override
  public ClusterInfo info() {
    return asked(
        Call.of(Verb.INFO, name), () -> ClusterInfo.of(version, plane.kinds().resources()));
  }

  @Override
  public Schema schema(GroupVersionKind kind) {
    Supplier<Schema> schema =
        () -> plane.kinds().find(kind).map(ServedKind::schema).orElseGet(Schema::deduced);
    return asked(Call.of(Verb.SCHEMA, kind.toString()), schema);
  }

  @Override
  public List<LiveResource> list(ResourceQuery query) {
    return asked(
        Call.of(Verb.LIST, query.toString()),
        () -> {
          ResourceQuery stored = storedQuery(query);
          return plane.store().list(stored.kind(), stored.namespace()).stream()
              .map(object -> live(told(object, query.kind(), query.version())))
              .toList();
        });
  }

  @Override
  public Optional<LiveResource> get(ResourceKey key) {
    return asked(Call.of(Verb.GET, key), () -> peek(key));
  }

  @Override
  public Optional<LiveResource> get(ResourceKey key, String version) {
    return asked(
        Call.of(Verb.GET, key),
        () ->
            plane
                .kinds()
                .find(new GroupVersionKind(key.group(), version, key.kind()))
                .flatMap(
                    kind ->
                        Optional.ofNullable(plane.store().get(storedKey(key)))
                            .map(object -> live(kind.read(object)))));
  }

  private MapValue told(MapValue object, GroupKind kind, String version) {
    return version.isEmpty()
        ? object
        : plane
            .kinds()
            .require(new GroupVersionKind(kind.group(), version, kind.kind()))
            .read(object);
  }

  @Override
  public ApplyOutcome apply(ApplyRequest request) {
    Verb verb = request.dryRun() ? Verb.DRY_RUN : Verb.APPLY;
    return asked(
        Call.of(verb, request.manifest().key()), () -> new AppliesOfPort(plane).apply(request));
  }

  @Override
  public OwnershipOutcome rewriteOwnership(OwnershipRequest request) {
    return asked(
        Call.of(Verb.REWRITE_OWNERSHIP, request.key()),
        () -> OwnershipWrite.of(request, plane.api(), peek(request.key())));
  }

  @Override
  public DeleteOutcome delete(DeleteRequest request) {
    return asked(
        Call.of(Verb.DELETE, request.key()),
        () -> plane.api().deletion().delete(request, storedKey(request.key())));
  }

  @Override
  public Watch watch(ResourceQuery query, Consumer<ClusterEvent> listener) {
    return asked(
        Call.of(Verb.WATCH, query.toString()), () -> watchers.open(storedQuery(query), listener));
  }

  private ResourceQuery storedQuery(ResourceQuery query) {
    boolean isNamespaced = plane.kinds().require(query.kind()).resource().namespaced();
    return isNamespaced ? query : ResourceQuery.all(query.kind()).in(query.version());
  }

  private <T> T asked(Call call, Supplier<T> answer) {
    calls.add(call);
    if (isDisconnected) {
      throw new ClusterException(
          ClusterException.Reason.UNREACHABLE,
          "cluster '%s' can't be reached: no answer to %s".formatted(name, call),
          null);
    }
    faults.before(call);
    T answered = plane.exclusively(answer);
    faults.after(call);
    return answered;
  }

  /**
   * The API of its server, for calls of any kind; these are neither counted nor broken. A call that
   * names no {@code fieldManager} is one of {@code unknown}.
   */
  public KubernetesApi api() {
    return requests;
  }

  /** Breaks calls of the port. */
  public Faults faults() {
    return faults;
  }

  /** The calls of the port so far. */
  public CallLog calls() {
    return calls;
  }

  /** Steers what the simulated controllers meet. */
  public Simulation simulate() {
    return simulation;
  }

  /** From now on every call of the port fails as unreachable, and running watches end. */
  public void disconnect() {
    isDisconnected = true;
    watchers.endAll("the connection to cluster '%s' broke".formatted(name));
  }

  /** Ends {@link #disconnect}; watches must be opened again. */
  public void reconnect() {
    isDisconnected = false;
  }

  /** An object as it is, without a counted call. */
  public Optional<LiveResource> peek(ResourceKey key) {
    return plane.exclusively(
        () -> Optional.ofNullable(plane.store().get(storedKey(key))).map(InMemoryCluster::live));
  }

  /** Everything there is, without a counted call. */
  public LiveState snapshot() {
    return plane.exclusively(
        () -> LiveState.of(plane.store().all().stream().map(InMemoryCluster::live).toList()));
  }

  /**
   * Creates an object as a plain create (POST) does.
   *
   * @throws StatusException if the API server would refuse it
   */
  public LiveResource create(Manifest manifest, String manager) {
    return plane.exclusively(() -> live(plane.api().create(manifest.content(), manager)));
  }

  /**
   * Changes an object as a plain write (PUT, or a patch) does; its status is left alone.
   *
   * @param change from the object as it is; a resourceVersion that it names is a condition
   * @throws StatusException if there is no such object, or the API server would refuse the write
   */
  public LiveResource update(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    return plane.exclusively(() -> live(plane.api().update(key, manager, change)));
  }

  /** Changes an object as {@code kubectl edit} does; see {@link #update}. */
  public LiveResource edit(ResourceKey key, UnaryOperator<MapValue> change) {
    return update(key, "kubectl-edit", change);
  }

  /** Changes the status of an object, and nothing else but annotations; see {@link #update}. */
  public LiveResource updateStatus(
      ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    return plane.exclusively(() -> live(plane.api().updateStatus(key, manager, change)));
  }

  private ResourceKey storedKey(ResourceKey key) {
    return plane.kinds().find(key.groupKind()).map(kind -> kind.stored(key)).orElse(key);
  }

  /** Deletes an object as {@code kubectl delete} does: without conditions, in the background. */
  public DeleteOutcome remove(ResourceKey key) {
    return plane.exclusively(
        () -> plane.api().deletion().delete(storedKey(key), Propagation.BACKGROUND));
  }

  private static LiveResource live(MapValue object) {
    return LiveResource.of(Manifest.of(object));
  }

  /** Its name. */
  @Override
  public String toString() {
    return "in-memory cluster '" + name + "'";
  }
}
