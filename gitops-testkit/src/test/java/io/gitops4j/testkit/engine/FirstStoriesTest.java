package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.FRONTEND;
import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.frontend;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.Review;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.testkit.GitOpsAssertions;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the first deploy to the next one, by hand. */
class FirstStoriesTest {
  private static final Duration A_WHILE = Duration.ofMinutes(5);

  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatTheClusterFillsInIsNoDifferenceAfterASync() {
    world.push(
        "redis.yaml",
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: redis}
        spec:
          serviceName: redis
          selector: {matchLabels: {app: redis}}
          template:
            metadata: {labels: {app: redis}}
            spec:
              containers: [{name: main, image: "redis:7"}]
          volumeClaimTemplates:
            - metadata: {name: data}
              spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """);
    ManagedApplication app = world.manage();

    app.sync();

    assertThat(app.diff()).isEmpty();
    assertThat(app.awaitHealthy(A_WHILE).sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void deploysForTheFirstTimeAndBecomesHealthy() {
    Revision first = world.push("frontend.yaml", frontend("0.1"));
    ManagedApplication app = world.manage();

    ApplicationStatus before = app.refresh();
    SyncResult result = app.sync();
    ApplicationStatus after = app.awaitHealthy(A_WHILE);

    assertThat(before.sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    assertThat(before.sync().live()).isEmpty();
    assertThat(before.sync().git()).contains(first);
    assertThat(before.health().status()).isEqualTo(HealthStatus.MISSING);
    assertThat(result.isSuccess()).isTrue();
    assertThat(result.resources())
        .extracting(ResourceResult::code)
        .containsOnly(ResourceResult.Code.CREATED);
    assertThat(after.sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(after.sync().live()).contains(first);
    assertThat(after.resource(FRONTEND).orElseThrow().rollout()).contains(1L);
    assertThat(after.deployed().isAsDeployed()).isTrue();
    assertThat(after.conditions()).isEmpty();
  }

  @Test
  void tellsBothRevisionsAndTheDifferenceOfANewCommit() {
    Revision first = world.push("frontend.yaml", frontend("0.1"));
    ManagedApplication app = world.manage();
    app.sync();
    Revision second = world.push("frontend.yaml", frontend("0.2"));

    ApplicationStatus status = app.refresh();

    assertThat(status.sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    assertThat(status.sync().live()).contains(first);
    assertThat(status.sync().git()).contains(second);
    assertThat(app.diff(FRONTEND))
        .contains(
            "-      - image: registry.example/gb-frontend:0.1",
            "+      - image: registry.example/gb-frontend:0.2",
            first.abbreviated(),
            second.abbreviated());
    assertThat(app.diff().lines().filter(line -> line.matches("[+-] +- .*"))).hasSize(2);
  }

  @Test
  void deploysTheSecondCommitAsSecondRollout() {
    world.push("frontend.yaml", frontend("0.1"));
    ManagedApplication app = world.manage();
    app.sync();
    app.awaitHealthy(A_WHILE);
    Revision second = world.push("frontend.yaml", frontend("0.2"));

    app.sync(SyncRequest.defaults().by("Alice"));
    ApplicationStatus status = app.awaitHealthy(A_WHILE);

    assertThat(status.sync().live()).contains(second);
    assertThat(status.sync().git()).contains(second);
    assertThat(status.sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(status.resource(FRONTEND).orElseThrow().rollout()).contains(2L);
    assertThat(app.diff()).isEmpty();
    Deployment newest = app.history().get(0);
    assertThat(newest.revision()).isEqualTo(second);
    assertThat(newest.cause()).isEqualTo(Cause.MANUAL_SYNC);
    assertThat(newest.initiator()).isEqualTo(Person.named("Alice"));
    assertThat(newest.health().orElseThrow().health().status()).isEqualTo(HealthStatus.HEALTHY);
  }

  @Test
  void previewsAnotherBranchAndTouchesNothing() {
    world.push("frontend.yaml", frontend("0.1"));
    ManagedApplication app = world.manage();
    app.sync();
    world.repository().branch("feature", world.repository().head("master"));
    world.repository().commit("feature").file("app/frontend.yaml", frontend("0.2")).push();
    world.cluster.calls().clear();

    var plan = app.plan(io.gitops4j.core.source.RevisionSelector.branch("feature"));

    assertThat(plan.toString()).isEqualTo("configure  apps/Deployment guestbook/frontend");
    assertThat(world.cluster.calls().count(io.gitops4j.testkit.cluster.Verb.APPLY)).isZero();
    assertThat(world.cluster.calls().count(io.gitops4j.testkit.cluster.Verb.DELETE)).isZero();
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void keepsTenDeploymentsNewestFirst() {
    ManagedApplication app = world.manage();
    for (int i = 1; i <= 12; i++) {
      world.push("settings.yaml", settings("settings", "v" + i));
      app.sync();
    }

    List<Deployment> history = app.history();

    assertThat(history).hasSize(10);
    assertThat(history.get(0).revision()).isEqualTo(world.repository().head("master"));
    assertThat(history).extracting(each -> each.id().number()).startsWith(12L, 11L).endsWith(3L);
  }

  @Test
  void aSyncWithNothingToDoLeavesNoEntryButItsCommit() {
    world.push("settings.yaml", settings("settings", "v1"));
    ManagedApplication app = world.manage();
    app.sync();
    Revision second = world.push("settings.yaml", settings("settings", "v1"), "README.md", "words");

    SyncResult result = app.sync();

    assertThat(result.isSuccess()).isTrue();
    assertThat(result.resources()).isEmpty();
    assertThat(app.history()).hasSize(1);
    assertThat(app.status().sync().live()).isEqualTo(app.refresh().sync().live());
    assertThat(app.refresh().sync().live()).contains(second);
  }

  @Test
  void aSyncThatOnlyKeepsWhatLeftGitLeavesNoFurtherEntry() {
    world.push("a.yaml", settings("settings", "v1"), "b.yaml", settings("old", "v1"));
    ManagedApplication app = world.manage();
    app.sync();
    world.push("a.yaml", settings("settings", "v1"));
    app.sync();
    int entries = app.history().size();

    app.sync();
    app.sync();

    assertThat(app.history()).hasSize(entries);
  }

  @Test
  void takesTheReviewFromTheTrailersOfTheMerge() {
    String message =
        new Review("#7", List.of(new Person("Bob", "bob@example.org"))).appendTo("Merge #7: v2");
    world
        .repository()
        .commit("master")
        .file("app/settings.yaml", settings("settings", "v1"))
        .message(message)
        .push();
    ManagedApplication app = world.manage();

    app.sync();

    Review review = app.history().get(0).review().orElseThrow();
    assertThat(review.pullRequest()).isEqualTo("#7");
    assertThat(review.reviewers()).containsExactly(new Person("Bob", "bob@example.org"));
  }

  @Test
  void aDryRunAsksTheClusterAndStoresNothing() {
    world.push("settings.yaml", settings("settings", "v1"));
    ManagedApplication app = world.manage();

    SyncResult result = app.sync(SyncRequest.defaults().withMode(SyncRequest.Mode.DRY_RUN));

    assertThat(result.isSuccess()).isTrue();
    GitOpsAssertions.assertThat(world.cluster).doesNotContain(SETTINGS);
    assertThat(app.history()).isEmpty();
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
  }

  @Test
  void createsTheNamespaceAndNeverTakesItAway() {
    world.push("settings.yaml", settings("settings", "v1"));
    ManagedApplication app = world.manage();
    app.sync();
    world.push("other.yaml", settings("other", "v1"));

    app.sync(World.PRUNING);

    GitOpsAssertions.assertThat(world.cluster)
        .contains(new io.gitops4j.core.manifest.ResourceKey("", "Namespace", "", "guestbook"))
        .doesNotContain(SETTINGS);
  }

  @Test
  void createsTheNamespaceAlsoForAKindThatOnlyTheServerKnows() {
    InMemoryCluster custom =
        InMemoryCluster.named("custom")
            .serving(
                new ApiResource(GroupVersionKind.of("example.com/v1", "Widget"), "widgets", true))
            .on(world.time);
    world.push(
        "w.yaml", "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {a: 1}\n");
    try (GitOps engine =
        GitOps.builder()
            .gitSource(world.git)
            .cluster("aliyun", custom)
            .scheduler(world.time)
            .build()) {
      ManagedApplication app = engine.manage(World.application(SyncPolicy.manual()));

      assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
      assertThat(app.sync(SyncRequest.defaults().withMode(SyncRequest.Mode.DRY_RUN)).isSuccess())
          .isTrue();
      assertThat(app.sync().isSuccess()).isTrue();
      assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
    }
  }

  @Test
  void doesNotRunHooksAndSaysSo() {
    String job =
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations: {argocd.argoproj.io/hook: PreSync}
        spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: m}]}}}
        """;
    world.push("a.yaml", settings("settings", "v1"), "job.yaml", job);
    ManagedApplication app = world.manage();

    app.sync();
    ApplicationStatus status = app.refresh();

    assertThat(status.sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(status.conditions())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("migrate", "not run"));
  }

  @Test
  void twoApplicationsOutOfOneRepositoryKeepApart() {
    world
        .repository()
        .commit("master")
        .file("one/a.yaml", settings("one", "v1"))
        .file("two/a.yaml", settings("two", "v1"))
        .push();
    ManagedApplication one = world.gitops.manage(folder("one"));
    ManagedApplication two = world.gitops.manage(folder("two"));

    one.sync(World.PRUNING);
    two.sync(World.PRUNING);
    one.sync(World.PRUNING);

    assertThat(one.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(two.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(one.status().resources()).hasSize(1);
    assertThat(world.gitops.applications()).hasSize(2);
  }

  private static Application folder(String name) {
    return Application.named(name)
        .source(ApplicationSource.git(World.URL).branch("master").path(name))
        .destination("aliyun", "default")
        .build();
  }

  @Test
  void refusesToBeBuiltWithoutWhatItNeeds() {
    assertThatIllegalStateException()
        .isThrownBy(() -> GitOps.builder().cluster("aliyun", world.cluster).build())
        .withMessageContaining("Git source");
    assertThatIllegalStateException()
        .isThrownBy(() -> GitOps.builder().gitSource(world.git).build())
        .withMessageContaining("cluster");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GitOps.builder().cluster("aliyun", world.cluster).cluster("aliyun", world.cluster))
        .withMessageContaining("aliyun");
  }
}
