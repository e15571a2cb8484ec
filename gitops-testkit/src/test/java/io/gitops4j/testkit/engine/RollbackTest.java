package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.FRONTEND;
import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.frontend;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.OperationException;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.testkit.GitOpsAssertions;
import io.gitops4j.testkit.cluster.Verb;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back, being held there, and going on again. */
class RollbackTest {
  private static final Duration A_WHILE = Duration.ofMinutes(5);
  private static final Duration AFTER_THE_NEXT_POLL = Duration.ofMinutes(4);

  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  private Revision push(String tag) {
    return world.push("frontend.yaml", frontend(tag));
  }

  private void assertTag(String tag) {
    GitOpsAssertions.assertThat(world.cluster)
        .has(
            FRONTEND,
            live ->
                assertThat(
                        live.content()
                            .itemsAt("spec", "template", "spec", "containers")
                            .get(0)
                            .textAt("image"))
                    .contains("registry.example/gb-frontend:" + tag));
  }

  private ManagedApplication twiceDeployed(SyncPolicy policy) {
    ManagedApplication app = world.manage(policy);
    push("0.1");
    app.sync();
    app.awaitHealthy(A_WHILE);
    push("0.2");
    app.sync();
    app.awaitHealthy(A_WHILE);
    return app;
  }

  private static SyncResult toTheFirst(ManagedApplication app) {
    return app.rollback(app.history().get(app.history().size() - 1).id());
  }

  @Test
  void goesBackAsAThirdRolloutAndIsOutOfSyncOnPurpose() {
    ManagedApplication app = twiceDeployed(SyncPolicy.manual());
    Deployment first = app.history().get(1);

    SyncResult result = app.rollback(first.id(), SyncRequest.defaults().by("Bob"));
    ApplicationStatus status = app.awaitHealthy(A_WHILE);

    assertThat(result.isSuccess()).isTrue();
    assertThat(status.resource(FRONTEND).orElseThrow().rollout()).contains(3L);
    assertThat(status.sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    assertThat(status.sync().live()).contains(first.revision());
    assertThat(status.deployed().isAsDeployed()).isTrue();
    assertThat(status.hold()).isPresent();
    assertThat(status.hold().orElseThrow().by().name()).isEqualTo("Bob");
    Deployment newest = app.history().get(0);
    assertThat(newest.cause()).isEqualTo(Cause.ROLLBACK);
    assertThat(newest.rolledBackTo()).contains(first.id());
    assertThat(newest.revision()).isEqualTo(first.revision());
    assertThat(newest.desiredState()).isEqualTo(first.desiredState());
    assertTag("0.1");
  }

  @Test
  void goesBackWithoutGit() {
    ManagedApplication app = twiceDeployed(SyncPolicy.manual());
    world.repository().reachable(false);

    SyncResult result = toTheFirst(app);

    assertThat(result.isSuccess()).isTrue();
    assertTag("0.1");
    world.repository().reachable(true);
    assertThat(app.refresh().hold()).isPresent();
  }

  @Test
  void refusesADeploymentThatItDoesNotKnowAndNamesThoseThatThereAre() {
    ManagedApplication app = twiceDeployed(SyncPolicy.manual());

    assertThatExceptionOfType(OperationException.class)
        .isThrownBy(() -> app.rollback(new DeploymentId(99)))
        .satisfies(
            e -> assertThat(e.reason()).isEqualTo(OperationException.Reason.UNKNOWN_DEPLOYMENT))
        .withMessageContainingAll("guestbook", "99", "[2, 1]");
  }

  @Test
  void holdsAutomationBack() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated().withSelfHeal());
    world.gitops.start();
    world.pass(AFTER_THE_NEXT_POLL);

    toTheFirst(app);
    world.pass(Duration.ofHours(1));

    assertTag("0.1");
    assertThat(app.status().hold()).isPresent();
    assertThat(app.history()).hasSize(3);
  }

  @Test
  void holdsBackACommitThatRendersTheSame() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated());
    world.gitops.start();
    toTheFirst(app);

    world.push("frontend.yaml", frontend("0.2"), "README.md", "other words");
    world.pass(AFTER_THE_NEXT_POLL);

    assertTag("0.1");
    assertThat(app.status().hold()).isPresent();
  }

  @Test
  void healsTowardsWhatIsHeld() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated().withSelfHeal());
    world.gitops.start();
    world.pass(AFTER_THE_NEXT_POLL);
    toTheFirst(app);
    world.pass(Duration.ofMinutes(1));

    world.cluster.edit(
        FRONTEND,
        live ->
            live.with(
                "spec",
                live.mapAt("spec").with("replicas", io.gitops4j.core.manifest.Scalar.of(7L))));
    world.pass(A_WHILE);

    assertTag("0.1");
    GitOpsAssertions.assertThat(world.cluster).hasField(FRONTEND, 2L, "spec", "replicas");
    assertThat(app.status().hold()).isPresent();
    assertThat(app.history()).hasSize(3);
  }

  @Test
  void aRevertInGitEndsTheHoldAndLeavesNoEntry() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated());
    world.gitops.start();
    toTheFirst(app);

    Revision revert = push("0.1");
    world.pass(AFTER_THE_NEXT_POLL);

    ApplicationStatus status = app.status();
    assertThat(status.hold()).isEmpty();
    assertThat(status.sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(status.sync().live()).contains(revert);
    assertThat(app.history()).hasSize(3);
  }

  @Test
  void anotherChangeEndsTheHold() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated());
    world.gitops.start();
    toTheFirst(app);

    Revision third = push("0.3");
    world.pass(AFTER_THE_NEXT_POLL);

    assertTag("0.3");
    assertThat(app.status().hold()).isEmpty();
    assertThat(app.status().sync().live()).contains(third);
  }

  @Test
  void anExplicitSyncEndsTheHold() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated());
    toTheFirst(app);

    app.sync();

    assertTag("0.2");
    assertThat(app.refresh().hold()).isEmpty();
  }

  @Test
  void releaseLetsAutomationGoOn() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated());
    world.gitops.start();
    toTheFirst(app);
    world.pass(AFTER_THE_NEXT_POLL);
    assertTag("0.1");

    assertThat(app.release()).isPresent();
    world.pass(AFTER_THE_NEXT_POLL);

    assertTag("0.2");
  }

  @Test
  void theClusterStaysAtTheOldCommitWhileGitMovesOn() {
    ManagedApplication app = twiceDeployed(SyncPolicy.manual());
    Deployment first = app.history().get(1);
    app.rollback(first.id());

    Revision third = push("0.3");
    ApplicationStatus status = app.refresh();

    assertThat(status.hold()).isEmpty();
    assertThat(status.sync().live()).contains(first.revision());
    assertThat(status.sync().git()).contains(third);
  }

  @Test
  void lookingAtTheClusterAloneEndsNoHold() {
    ManagedApplication app = world.manage();
    push("0.1");
    app.sync();
    app.refresh();
    push("0.2");
    app.sync();

    toTheFirst(app);
    ApplicationStatus status = app.awaitHealthy(A_WHILE);

    assertThat(status.hold()).isPresent();
    assertThat(status.sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
  }

  @Test
  void theHoldSurvivesARestart(@TempDir Path folder) {
    push("0.1");
    try (StateStore store = StateStore.directory(folder);
        GitOps engine = world.engine(builder -> builder.stateStore(store))) {
      ManagedApplication app = engine.manage(World.application(SyncPolicy.automated()));
      app.sync();
      push("0.2");
      app.sync();
      toTheFirst(app);
    }

    try (StateStore store = StateStore.directory(folder);
        GitOps engine = world.engine(builder -> builder.stateStore(store))) {
      ManagedApplication app = engine.manage(World.application(SyncPolicy.automated()));
      engine.start();
      world.pass(AFTER_THE_NEXT_POLL);

      assertTag("0.1");
      assertThat(app.status().hold()).isPresent();
      assertThat(app.history()).hasSize(3);
    }
  }

  @Test
  void tellsWhatIsStoredThoughGitIsDownAfterARestart(@TempDir Path folder) {
    Revision first = push("0.1");
    try (StateStore store = StateStore.directory(folder);
        GitOps engine = world.engine(builder -> builder.stateStore(store))) {
      ManagedApplication app = engine.manage(World.application(SyncPolicy.manual()));
      app.sync();
      push("0.2");
      app.sync();
      toTheFirst(app);
    }
    world.repository().reachable(false);

    try (StateStore store = StateStore.directory(folder);
        GitOps engine = world.engine(builder -> builder.stateStore(store))) {
      ApplicationStatus status = engine.manage(World.application(SyncPolicy.manual())).refresh();

      assertThat(status.sync().status()).isEqualTo(SyncStatus.UNKNOWN);
      assertThat(status.sync().live()).contains(first);
      assertThat(status.hold()).isPresent();
      assertThat(status.deployed().current()).isPresent();
    }
  }

  @Test
  void prunesNothingUnlessAsked() {
    ManagedApplication app = world.manage();
    world.push("frontend.yaml", frontend("0.1"));
    app.sync();
    world.push("frontend.yaml", frontend("0.1"), "settings.yaml", settings("settings", "v1"));
    app.sync();

    toTheFirst(app);
    GitOpsAssertions.assertThat(world.cluster).contains(SETTINGS);

    app.rollback(app.history().get(app.history().size() - 1).id(), World.PRUNING);
    GitOpsAssertions.assertThat(world.cluster).doesNotContain(SETTINGS);
  }

  private static io.gitops4j.core.cluster.ClusterException refusal() {
    return new io.gitops4j.core.cluster.ClusterException(
        io.gitops4j.core.cluster.ClusterException.Reason.FORBIDDEN, "may not", null);
  }

  @Test
  void automationLeavesARollbackAloneThatGotHalfWay() {
    ManagedApplication app = world.manage(SyncPolicy.automated().withSelfHeal());
    world.push("frontend.yaml", frontend("0.1"), "settings.yaml", settings("settings", "v1"));
    app.sync();
    world.push("frontend.yaml", frontend("0.2"), "settings.yaml", settings("settings", "v2"));
    app.sync();
    world.cluster.faults().failNext(Verb.APPLY, SETTINGS, refusal());

    SyncResult result = toTheFirst(app);

    assertThat(result.isSuccess()).isFalse();
    assertThat(app.refresh().hold()).isPresent();
    assertThat(app.history()).hasSize(2);
    assertTag("0.1");

    world.gitops.start();
    world.pass(AFTER_THE_NEXT_POLL);

    assertTag("0.1");
    GitOpsAssertions.assertThat(world.cluster).hasField(SETTINGS, "v1", "data", "value");
    assertThat(app.status().hold()).isPresent();
  }

  @Test
  void aRollbackThatCouldNotBeginHoldsNothing() {
    ManagedApplication app = twiceDeployed(SyncPolicy.manual());
    world.cluster.faults().failNext(Verb.LIST, refusal());

    assertThatExceptionOfType(io.gitops4j.core.cluster.ClusterException.class)
        .isThrownBy(() -> toTheFirst(app));

    assertThat(app.refresh().hold()).isEmpty();
    assertTag("0.2");
  }

  @Test
  void goingBackTwiceWithoutGitStillHoldsBackWhatGitAsksFor() {
    ManagedApplication app = world.manage(SyncPolicy.automated());
    for (String tag : new String[] {"0.1", "0.2", "0.3"}) {
      push(tag);
      app.sync();
    }
    Deployment second = app.history().get(1);
    world.repository().reachable(false);
    app.rollback(second.id());
    toTheFirst(app);
    world.repository().reachable(true);

    world.gitops.start();
    world.pass(AFTER_THE_NEXT_POLL);

    assertTag("0.1");
    assertThat(app.status().hold()).isPresent();
  }

  @Test
  void goingBackToWhatGitAsksForEndsTheHold() {
    ManagedApplication app = twiceDeployed(SyncPolicy.automated());
    Deployment second = app.history().get(0);
    toTheFirst(app);

    app.rollback(second.id());

    assertTag("0.2");
    assertThat(app.refresh().hold()).isEmpty();
    assertThat(app.status().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }
}
