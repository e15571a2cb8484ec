package io.gitops4j.testkit.engine;

import static io.gitops4j.core.application.ApplicationSource.git;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.testkit.RecordingRenderer;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** One repository, one cluster, one engine, all in memory and under virtual time. */
final class World implements AutoCloseable {
  static final String URL = "https://git.example/guestbook.git";
  static final ResourceKey FRONTEND =
      new ResourceKey("apps", "Deployment", "guestbook", "frontend");
  static final ResourceKey SETTINGS = configMap("settings");
  static final SyncRequest PRUNING =
      SyncRequest.defaults().withPruning(SyncRequest.Pruning.ALLOWED);

  final VirtualTime time = VirtualTime.create();
  final InMemoryGit git = new InMemoryGit();
  final InMemoryCluster cluster = InMemoryCluster.named("aliyun").on(time);
  final RecordingRenderer renderer =
      new RecordingRenderer(io.gitops4j.core.render.Renderer.plainYaml());
  GitOps gitops;

  private World(UnaryOperator<GitOps.Builder> more) {
    gitops = engine(more);
  }

  static World create() {
    return new World(builder -> builder);
  }

  static World with(UnaryOperator<GitOps.Builder> more) {
    return new World(more);
  }

  /** A second engine over the same repository and cluster, as after a restart. */
  GitOps engine(UnaryOperator<GitOps.Builder> more) {
    return engine(cluster, more);
  }

  /** The same over the cluster as somebody else reaches it. */
  GitOps engine(ClusterTarget target, UnaryOperator<GitOps.Builder> more) {
    GitOps.Builder builder =
        GitOps.builder()
            .gitSource(git)
            .renderer(renderer)
            .cluster("aliyun", target)
            .stateStore(StateStore.inMemory())
            .scheduler(time)
            .random(new SplittableRandom(7));
    return more.apply(builder).build();
  }

  InMemoryRepository repository() {
    return git.repository(URL);
  }

  /** Pushes a folder {@code app} with these files, name and content in turns, and nothing else. */
  Revision push(String... files) {
    var draft = repository().commit("master").delete("app").message("Change the guestbook");
    for (int i = 0; i < files.length; i += 2) {
      draft.file("app/" + files[i], files[i + 1]);
    }
    return draft.push();
  }

  ManagedApplication manage(SyncPolicy policy) {
    return gitops.manage(application(policy));
  }

  /** An application under manual policy. */
  ManagedApplication manage() {
    return manage(SyncPolicy.manual());
  }

  static Application application(SyncPolicy policy) {
    return Application.named("guestbook")
        .source(git(URL).branch("master").path("app"))
        .destination("aliyun", "guestbook")
        .syncPolicy(policy.withCreateNamespace())
        .build();
  }

  void pass(Duration duration) {
    time.advance(duration);
  }

  static ResourceKey configMap(String name) {
    return new ResourceKey("", "ConfigMap", "guestbook", name);
  }

  static ResourceKey secret(String name) {
    return new ResourceKey("", "Secret", "guestbook", name);
  }

  static String settings(String name, String value) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: %s
        data:
          value: "%s"
        """
        .formatted(name, value);
  }

  static String secretYaml(String name, String password) {
    return """
        apiVersion: v1
        kind: Secret
        metadata:
          name: %s
        stringData:
          password: "%s"
        """
        .formatted(name, password);
  }

  static String frontend(String tag) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: frontend
          labels: {app: guestbook}
        spec:
          replicas: 2
          selector:
            matchLabels: {app: guestbook}
          template:
            metadata:
              labels: {app: guestbook}
            spec:
              containers:
                - name: php-redis
                  image: registry.example/gb-frontend:%s
                  ports:
                    - containerPort: 80
        """
        .formatted(tag);
  }

  @Override
  public void close() {
    gitops.close();
    time.close();
  }
}
