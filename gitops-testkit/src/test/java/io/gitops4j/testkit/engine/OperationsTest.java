package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.PRUNING;
import static io.gitops4j.testkit.engine.World.configMap;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.reconcile.OperationException;
import io.gitops4j.core.reconcile.SyncOperation;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.ResourceResult.Code;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.core.sync.SyncResult.Outcome;
import io.gitops4j.testkit.GitOpsAssertions;
import io.gitops4j.testkit.cluster.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How operations go wrong, are stopped, and end. */
class OperationsTest {
  private static final ResourceKey A = configMap("a");
  private static final ResourceKey B = configMap("b");
  private static final ResourceKey OLD = configMap("old");

  private final World world = World.create();
  private final ManagedApplication app = world.manage();

  @AfterEach
  void close() {
    world.close();
  }

  private static ClusterException failure(Reason reason) {
    return new ClusterException(reason, "broken on purpose", null);
  }

  private void pushBoth() {
    world.push("a.yaml", settings("a", "v1"), "b.yaml", settings("b", "v1"));
  }

  private static SyncResult resultOf(SyncOperation operation) {
    CompletableFuture<SyncResult> result = operation.result().toCompletableFuture();
    assertThat(result).isDone();
    return result.join();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNREACHABLE", "THROTTLED", "SERVER_ERROR"})
  void triesAgainWhatMayPass(Reason reason) {
    pushBoth();
    world.cluster.faults().failNext(Verb.APPLY, A, failure(reason));

    SyncResult result = app.sync();

    assertThat(result.isSuccess()).isTrue();
    assertThat(result.resource(A).orElseThrow().code()).isEqualTo(Code.CREATED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNAUTHORIZED", "FORBIDDEN", "UNKNOWN_KIND", "BAD_ANSWER"})
  void doesNotTryAgainWhatWillNotPass(Reason reason) {
    pushBoth();
    Instant before = world.time.now();
    world.cluster.faults().failNext(Verb.APPLY, A, failure(reason));

    SyncResult result = app.sync();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.message()).contains("broken on purpose", "guestbook/a");
    assertThat(result.resource(B).orElseThrow().code()).isEqualTo(Code.CREATED);
    assertThat(world.time.now()).isEqualTo(before);
    assertThat(app.history()).isEmpty();
  }

  @Test
  void waitsAsLongAsTheClusterAsks() {
    pushBoth();
    Instant before = world.time.now();
    Duration asked = Duration.ofSeconds(47);
    world
        .cluster
        .faults()
        .failNext(Verb.APPLY, A, new ClusterException(Reason.THROTTLED, "slow down", asked, null));

    SyncResult result = app.sync();

    assertThat(result.isSuccess()).isTrue();
    assertThat(Duration.between(before, world.time.now())).isEqualTo(asked);
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgain() {
    pushBoth();
    world.cluster.faults().loseNextAnswer(Verb.APPLY, A);

    assertThat(app.sync().isSuccess()).isTrue();
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void aDeleteWhoseAnswerIsLostCountsAsDone() {
    world.push("a.yaml", settings("a", "v1"), "old.yaml", settings("old", "v1"));
    app.sync();
    world.push("a.yaml", settings("a", "v1"));
    world.cluster.faults().loseNextAnswer(Verb.DELETE, OLD);

    SyncResult result = app.sync(PRUNING);

    assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.PRUNED);
    GitOpsAssertions.assertThat(world.cluster).doesNotContain(OLD);
  }

  @Test
  void endsAtItsDeadlineWhateverTheClusterDoes() {
    pushBoth();
    Instant before = world.time.now();
    world.cluster.faults().failAll(Verb.APPLY, failure(Reason.UNREACHABLE));

    SyncResult result = app.sync(SyncRequest.defaults().within(Duration.ofMinutes(2)));

    assertThat(result.isSuccess()).isFalse();
    assertThat(Duration.between(before, world.time.now())).isLessThan(Duration.ofMinutes(3));
    assertThat(result.resources()).allMatch(ResourceResult::isFailure);
  }

  @Test
  void stopsBetweenStepsWhenItIsCancelled() {
    pushBoth();
    List<SyncOperation> started = new ArrayList<>();
    started.add(
        app.startSync(
            SyncRequest.defaults(),
            step -> {
              if (step.key().equals(A)) {
                started.get(0).cancel();
              }
            }));
    world.pass(Duration.ofSeconds(1));

    SyncResult result = resultOf(started.get(0));

    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(result.resource(A).orElseThrow().code()).isEqualTo(Code.CREATED);
    assertThat(result.resource(B).orElseThrow().code()).isEqualTo(Code.NOT_ATTEMPTED);
    assertThat(app.history()).isEmpty();
    assertThat(app.sync().isSuccess()).isTrue();
  }

  @Test
  void stopsWhenItIsCancelledWhileItWaitsToTryAgain() {
    pushBoth();
    world.cluster.faults().failAll(Verb.APPLY, failure(Reason.UNREACHABLE));
    SyncOperation operation = app.startSync(SyncRequest.defaults(), step -> {});
    world.pass(Duration.ofSeconds(100));
    world.cluster.calls().clear();

    operation.cancel();
    world.pass(Duration.ofSeconds(31));

    assertThat(resultOf(operation).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(world.cluster.calls().count(Verb.APPLY)).isZero();
  }

  @Test
  void anErrorOfAnAdapterEndsTheOperationToo() {
    pushBoth();
    world.cluster.faults().failNext(Verb.APPLY, new IllegalStateException("a defect"));
    SyncOperation operation = app.startSync(SyncRequest.defaults(), step -> {});
    world.pass(Duration.ofSeconds(1));

    assertThat(operation.result().toCompletableFuture()).isCompletedExceptionally();
    assertThat(app.sync().isSuccess()).isTrue();
  }

  @Test
  void aListenerThatThrowsStopsNothing() {
    pushBoth();
    SyncOperation operation =
        app.startSync(
            SyncRequest.defaults(),
            step -> {
              throw new IllegalStateException("the listener's own defect");
            });
    world.pass(Duration.ofSeconds(1));

    assertThat(resultOf(operation).isSuccess()).isTrue();
    assertThat(app.history()).hasSize(1);
  }

  @Test
  void refusesASecondOperationMeanwhile() {
    pushBoth();
    world.cluster.faults().failAll(Verb.APPLY, failure(Reason.UNREACHABLE));
    SyncOperation operation = app.startSync(SyncRequest.defaults(), step -> {});
    world.pass(Duration.ofSeconds(2));

    assertThatExceptionOfType(OperationException.class)
        .isThrownBy(app::sync)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(OperationException.Reason.BUSY))
        .satisfies(e -> assertThat(e.isTransient()).isTrue());
    assertThat(app.refresh().conditions()).isEmpty();

    world.cluster.faults().clear();
    world.pass(Duration.ofMinutes(1));
    assertThat(resultOf(operation).isSuccess()).isTrue();
    assertThat(app.sync().isSuccess()).isTrue();
  }

  @Test
  void refusesASecondOperationAlsoAfterNewSettingsWereHandedIn() {
    pushBoth();
    world.cluster.faults().failAll(Verb.APPLY, failure(Reason.UNREACHABLE));
    app.startSync(SyncRequest.defaults(), step -> {});
    world.pass(Duration.ofSeconds(2));

    ManagedApplication again = world.manage(SyncPolicy.automated());

    assertThatExceptionOfType(OperationException.class)
        .isThrownBy(again::sync)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(OperationException.Reason.BUSY));
    world.cluster.faults().clear();
    world.pass(Duration.ofMinutes(1));
    assertThat(again.history()).hasSize(1);
  }

  @Test
  void refusesAnUnknownCluster() {
    Application lost =
        Application.named("lost")
            .source(ApplicationSource.git(World.URL))
            .destination("mars", "default")
            .build();

    assertThatExceptionOfType(OperationException.class)
        .isThrownBy(() -> world.gitops.manage(lost))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(OperationException.Reason.UNKNOWN_CLUSTER))
        .withMessageContainingAll("mars", "aliyun");
  }

  @Test
  void refusesWhatItDoesNotManage() {
    world.gitops.forget(new ApplicationName("guestbook"));

    assertThatExceptionOfType(OperationException.class)
        .isThrownBy(app::refresh)
        .satisfies(
            e -> assertThat(e.reason()).isEqualTo(OperationException.Reason.UNKNOWN_APPLICATION));
  }

  /** Every call of a sync fails once, for good: it ends, deletes nothing wrong, and heals. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
  void survivesAFaultAtEachCall(int call) {
    world.push(
        "a.yaml",
        settings("a", "v1"),
        "b.yaml",
        settings("b", "v1"),
        "old.yaml",
        settings("old", "v1"));
    app.sync();
    world.push("a.yaml", settings("a", "v2"), "b.yaml", settings("b", "v1"));
    FailingAt failing = new FailingAt(world.cluster, call);
    var store = io.gitops4j.core.history.StateStore.inMemory();
    try (var engine =
        io.gitops4j.core.GitOps.builder()
            .gitSource(world.git)
            .cluster("aliyun", failing)
            .stateStore(store)
            .scheduler(world.time)
            .build()) {
      ManagedApplication same = engine.manage(World.application(SyncPolicy.manual()));

      boolean success = succeeds(same);
      failing.mend();

      GitOpsAssertions.assertThat(world.cluster).contains(A).contains(B);
      if (!success) {
        assertThat(same.history()).isEmpty();
      }
      assertThat(same.sync(PRUNING).isSuccess()).isTrue();
      GitOpsAssertions.assertThat(world.cluster)
          .hasField(A, "v2", "data", "value")
          .doesNotContain(OLD);
      assertThat(same.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
      assertThat(same.history()).isNotEmpty();
    }
  }

  private static boolean succeeds(ManagedApplication application) {
    try {
      return application.sync(PRUNING).isSuccess();
    } catch (GitOpsException e) {
      assertThat(e).hasMessageContaining("call");
      return false;
    }
  }
}
