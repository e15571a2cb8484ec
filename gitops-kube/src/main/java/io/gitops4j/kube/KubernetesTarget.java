package io.gitops4j.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.OwnershipOutcome;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A Kubernetes cluster, reached through the fabric8 client. Thread-safe.
 *
 * <p>What the cluster serves is asked for at the first call and kept; a kind that is missing, or
 * whose address fails, is looked up again, and everything after ten minutes. Each request is sent
 * once, whatever the client's settings for retries are. Nothing is connected before the first call.
 *
 * @since 0.1.0
 */
public final class KubernetesTarget implements ClusterTarget, AutoCloseable {
  private static final Set<String> DEFINITIONS = Set.of("CustomResourceDefinition", "APIService");

  private final ApiClient api;
  private final Discovery discovery;
  private final ServerSchemas schemas;
  private final KindCalls calls;
  private final Runnable closing;
  private final Set<RunningWatch> watches = ConcurrentHashMap.newKeySet();

  private KubernetesTarget(KubernetesClient client, Runnable closing) {
    this.api = ApiClient.on(client);
    this.discovery = new Discovery(new DiscoveryReader(api), System::nanoTime);
    this.schemas = new ServerSchemas(discovery, new SchemaReader(api), System::nanoTime);
    this.calls = new KindCalls(api, discovery);
    this.closing = closing;
  }

  /**
   * The cluster of a context of a kubeconfig file. Neither the current context nor the environment
   * counts. Close the target when it is not needed any more.
   *
   * @throws IllegalArgumentException if the file can't be read, has no such context, or names
   *     certificates that can't be used
   */
  public static KubernetesTarget fromKubeconfig(Path kubeconfig, String context) {
    Objects.requireNonNull(kubeconfig, "kubeconfig");
    Objects.requireNonNull(context, "context");
    return owning(KubernetesClients.fromKubeconfig(kubeconfig, context));
  }

  /**
   * The cluster that this process is a pod of, under the pod's service account, whose token is read
   * again as it is renewed. Close the target when it is not needed any more.
   *
   * @throws IllegalStateException outside of a cluster
   */
  public static KubernetesTarget inCluster() {
    return owning(KubernetesClients.inCluster(System.getenv(), KubernetesClients.SERVICE_ACCOUNT));
  }

  /**
   * The cluster of a client, with its identity, HTTP client and time limits. Closing the target
   * does not close the client.
   */
  public static KubernetesTarget using(KubernetesClient client) {
    Objects.requireNonNull(client, "client");
    return new KubernetesTarget(client, () -> {});
  }

  private static KubernetesTarget owning(KubernetesClient client) {
    return new KubernetesTarget(client, client::close);
  }

  @Override
  public ClusterInfo info() {
    return discovery.info();
  }

  /**
   * As the cluster publishes it, or its definition says; else as Kubernetes is known to do it, also
   * where the identity may read neither.
   */
  @Override
  public Schema schema(GroupVersionKind kind) {
    return schemas.of(kind);
  }

  @Override
  public List<LiveResource> list(ResourceQuery query) {
    return new Listing(calls).list(query).objects();
  }

  @Override
  public Optional<LiveResource> get(ResourceKey key) {
    return get(key, Wanted.of(key.groupKind()));
  }

  @Override
  public Optional<LiveResource> get(ResourceKey key, String version) {
    return get(key, Wanted.of(key.groupKind(), version));
  }

  private Optional<LiveResource> get(ResourceKey key, Wanted kind) {
    if (!calls.isPossible(kind, key)) {
      return Optional.empty();
    }
    Purpose purpose = Purpose.of("read", key);
    return calls
        .send(kind, resource -> ApiRequest.get(purpose, ObjectAddress.of(resource, key)))
        .map(KindCalls.Answered::answer)
        .filter(answer -> !answer.isNotFound())
        .map(KubernetesTarget::resourceIn);
  }

  private static LiveResource resourceIn(ApiAnswer answer) {
    if (!answer.isSuccess()) {
      throw Failures.of(answer);
    }
    return LiveObjects.of(answer.purpose(), answer.json());
  }

  @Override
  public ApplyOutcome apply(ApplyRequest request) {
    ApplyOutcome outcome = new Applying(calls).apply(request);
    boolean changed =
        outcome instanceof ApplyOutcome.Applied applied
            && applied.change() != ApplyOutcome.Change.UNCHANGED;
    if (changed && !request.dryRun()) {
      noteDefinition(request.manifest().key());
    }
    return outcome;
  }

  @Override
  public OwnershipOutcome rewriteOwnership(OwnershipRequest request) {
    return new OwnershipRewriting(calls).rewrite(request);
  }

  @Override
  public DeleteOutcome delete(DeleteRequest request) {
    DeleteOutcome outcome = new Deleting(calls).delete(request);
    if (outcome == DeleteOutcome.DELETED || outcome == DeleteOutcome.TERMINATING) {
      noteDefinition(request.key());
    }
    return outcome;
  }

  /** The names of definitions end with the group that they define something in. */
  private void noteDefinition(ResourceKey key) {
    int dot = key.name().indexOf('.');
    if (DEFINITIONS.contains(key.kind()) && dot >= 0) {
      String group = key.name().substring(dot + 1);
      discovery.expectChange(group);
      schemas.expectChange(group);
    }
  }

  /**
   * Watches as {@link ClusterTarget} says. The first list is made on the caller's thread, and
   * throws as {@link #list} does.
   */
  @Override
  public Watch watch(ResourceQuery query, Consumer<ClusterEvent> listener) {
    Objects.requireNonNull(listener, "listener");
    RunningWatch watch = new RunningWatch(api, query, new Listing(calls).list(query), listener);
    watches.removeIf(RunningWatch::isClosed);
    watches.add(watch);
    watch.begin();
    return watch;
  }

  /** Ends all watches, and closes the connections unless the client was handed in. */
  @Override
  public void close() {
    watches.forEach(RunningWatch::close);
    watches.clear();
    closing.run();
  }
}
