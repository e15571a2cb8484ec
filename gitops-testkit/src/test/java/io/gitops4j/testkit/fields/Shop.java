package io.gitops4j.testkit.fields;

import static io.gitops4j.core.application.ApplicationSource.git;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.diff.FieldChange;
import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** One application on one cluster in memory. */
final class Shop implements AutoCloseable {
  static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");
  static final ResourceKey SETTINGS = new ResourceKey("", "ConfigMap", "shop", "settings");

  private static final String URL = "https://git.example/shop.git";

  final VirtualTime time = VirtualTime.create();
  final InMemoryCluster cluster;
  final InMemoryGit git = new InMemoryGit();
  final StateStore store = StateStore.inMemory();
  private GitOps gitops;
  private ManagedApplication app;

  /** On a current server. */
  Shop() {
    this("v1.34.1");
  }

  /** On a server of that version. */
  Shop(String version) {
    cluster = InMemoryCluster.named("test").version(version).on(time);
    gitops = engine(cluster);
    app = gitops.manage(application(FieldRules.DEFAULT));
  }

  private GitOps engine(ClusterTarget target) {
    return GitOps.builder()
        .gitSource(git)
        .cluster("test", target)
        .stateStore(store)
        .scheduler(time)
        .build();
  }

  /** As after a restart in which somebody else stands between the engine and the cluster. */
  void reach(ClusterTarget target, FieldRules rules) {
    gitops.close();
    gitops = engine(target);
    app = gitops.manage(application(rules));
  }

  void rules(FieldRules rules) {
    app = gitops.manage(application(rules));
  }

  static Application application(FieldRules rules) {
    return Application.named("shop")
        .source(git(URL).branch("master").path("app"))
        .destination("test", "shop")
        .syncPolicy(SyncPolicy.manual().withCreateNamespace())
        .fieldRules(rules)
        .build();
  }

  void push(String... documents) {
    git.repository(URL)
        .commit("master")
        .delete("app")
        .message("Change the shop")
        .file("app/all.yaml", String.join("\n---\n", documents))
        .push();
  }

  ManagedApplication app() {
    return app;
  }

  SyncResult sync() {
    SyncResult result = app.sync();
    assertThat(result.isSuccess()).as(result.message()).isTrue();
    return result;
  }

  void isSynced() {
    assertThat(app.diff()).isEmpty();
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  /** Out of sync in exactly these fields of one object. */
  void differsOnlyIn(ResourceKey key, String... paths) {
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    assertThat(app.compare().differences()).extracting(ResourceDiff::key).containsExactly(key);
    assertThat(changes(key)).extracting(it -> it.path().toString()).containsExactly(paths);
  }

  List<FieldChange> changes(ResourceKey key) {
    return diff(key).changes();
  }

  ResourceDiff diff(ResourceKey key) {
    return app.compare().diff(key).orElseThrow();
  }

  Value live(ResourceKey key, String... path) {
    return cluster.peek(key).flatMap(it -> it.content().at(path)).orElse(Scalar.NULL);
  }

  /** Writes a field as somebody else does. */
  void write(ResourceKey key, String manager, String value, String... path) {
    cluster.update(key, manager, object -> with(object, Scalar.ofPlain(plain(value)), path));
  }

  private static Object plain(String value) {
    return value.matches("[0-9]+") ? (Object) Long.valueOf(value) : value;
  }

  static MapValue with(MapValue object, Value value, String... path) {
    if (path.length == 1) {
      return object.with(path[0], value);
    }
    String[] rest = Arrays.copyOfRange(path, 1, path.length);
    return object.with(path[0], with(object.mapAt(path[0]), value, rest));
  }

  void change(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    cluster.update(key, manager, change);
  }

  static String web(String image, String replicas) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          %s
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
                - {name: web, image: "%s", args: [serve, --level=info]}
        """
        .formatted(replicas, image);
  }

  String scaler() {
    String version = cluster.info().version().startsWith("v1.20") ? "v2beta2" : "v2";
    return """
        apiVersion: autoscaling/%s
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          minReplicas: 2
          maxReplicas: 20
        """
        .formatted(version);
  }

  static String settings(String data) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {%s}
        """
        .formatted(data);
  }

  @Override
  public void close() {
    gitops.close();
    time.close();
  }
}
