package io.gitops4j.testkit.contract;

import static io.gitops4j.core.application.ApplicationSource.git;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the golden cases share: one application, and an engine that deploys it. */
abstract class GoldenFixture {
  private static final String URL = "https://git.example/golden.git";

  private final InMemoryGit git = new InMemoryGit();
  private @Nullable GitOps engine;
  private String namespace = "";

  /** A cluster that has nothing yet in {@link #freshNamespace}. */
  protected abstract ClusterTarget target();

  /** The time and the threads of the engine. */
  protected abstract Scheduler scheduler();

  /**
   * Changes an object as another field manager does, by a plain update (PUT) of what there is.
   *
   * @param manager its name
   */
  protected abstract void edit(ResourceKey key, String manager, UnaryOperator<MapValue> change);

  /** The namespace to work in; override it for a cluster that outlives a test. */
  protected String freshNamespace() {
    return "golden";
  }

  @BeforeEach
  void startEngine() {
    namespace = freshNamespace();
    engine = newEngine();
  }

  private GitOps newEngine() {
    return GitOps.builder()
        .gitSource(git)
        .renderer(Renderer.plainYaml())
        .cluster("golden", target())
        .stateStore(StateStore.inMemory())
        .scheduler(scheduler())
        .build();
  }

  @AfterEach
  void stopEngine() {
    Objects.requireNonNull(engine, "an engine").close();
  }

  final ResourceKey key(String group, String kind, String name) {
    return new ResourceKey(group, kind, namespace, name);
  }

  /** The group of this test's custom kind: definitions are shared by all who use a cluster. */
  final String group() {
    return namespace + ".example.org";
  }

  final ManagedApplication app() {
    return managedBy(Objects.requireNonNull(engine, "an engine"));
  }

  private ManagedApplication managedBy(GitOps gitOps) {
    return gitOps.manage(
        Application.named(namespace)
            .source(git(URL).branch("master").path("app"))
            .destination("golden", namespace)
            .syncPolicy(SyncPolicy.manual().withCreateNamespace())
            .build());
  }

  /** Pushes this as all that the application is. */
  final void push(String yaml) {
    InMemoryRepository repository = git.repository(URL);
    repository
        .commit("master")
        .delete("app")
        .message("Change the application")
        .file("app/app.yaml", yaml)
        .push();
  }

  /** Syncs, and looks in every way whether anything is left to do. */
  final void assertSettles(String yaml) {
    push(yaml);
    SyncResult result = app().sync();
    assertThat(result.isSuccess()).as(result::toString).isTrue();
    assertSettled();
  }

  /** Synced by receipts, by prediction and by the server's word, and for who knows of nothing. */
  final void assertSettled() {
    assertSynced(app().refresh(), app());
    assertSynced(app().refresh(), app());
    assertSynced(app().hardRefresh(), app());
    try (GitOps stranger = newEngine()) {
      ManagedApplication again = managedBy(stranger);
      assertSynced(again.refresh(), again);
    }
  }

  private static void assertSynced(ApplicationStatus status, ManagedApplication app) {
    assertThat(app.diff()).isEmpty();
    assertThat(app.compare().resources())
        .allSatisfy(diff -> assertThat(diff.changes()).as(diff::toString).isEmpty());
    assertThat(status.sync().status()).as(status::toString).isEqualTo(SyncStatus.SYNCED);
  }

  /** A commit that differs in these fields of one object, and in nothing else. */
  final void assertDiffers(String yaml, ResourceKey key, String... paths) {
    push(yaml);
    assertDrifted(key, paths);
  }

  /** The cluster differs in these fields of one object, and in nothing else. */
  final void assertDrifted(ResourceKey key, String... paths) {
    ApplicationStatus status = app().refresh();

    assertThat(status.sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    Comparison comparison = app().compare();
    assertThat(comparison.differences()).extracting(ResourceDiff::key).containsExactly(key);
    assertThat(pathsOf(comparison.differences().get(0))).containsExactlyInAnyOrder(paths);
    assertThat(app().diff(key)).isNotEmpty();
  }

  private static List<String> pathsOf(ResourceDiff diff) {
    return diff.changes().stream().map(change -> change.path().toString()).toList();
  }

  /** One golden case: settles, differs in exactly these fields, settles again. */
  final void assertGolden(String yaml, String changed, ResourceKey key, String... paths) {
    assertSettles(yaml);
    assertDiffers(changed, key, paths);
    assertSettles(changed);
  }

  /** The text with one part replaced, which must occur. */
  static String with(String yaml, String before, String after) {
    assertThat(yaml).contains(before);
    return yaml.replace(before, after);
  }
}
