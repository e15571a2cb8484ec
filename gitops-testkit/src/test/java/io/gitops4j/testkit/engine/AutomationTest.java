package io.gitops4j.testkit.engine;

import static io.gitops4j.core.application.ApplicationSource.git;
import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.Condition;
import io.gitops4j.core.reconcile.SyncOperation;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.testkit.GitOpsAssertions;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.cluster.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the engine does by itself, under virtual time. */
class AutomationTest {
  private static final Duration INTERVAL = Duration.ofMinutes(3);
  private static final SyncPolicy HEALING = SyncPolicy.automated().withSelfHeal();

  private final InMemoryClusterOfSomebodyElse other = new InMemoryClusterOfSomebodyElse();
  private final World world = World.with(builder -> builder.cluster("idc", other.target));

  /** A second cluster, which exists before the engine does. */
  private static final class InMemoryClusterOfSomebodyElse {
    final io.gitops4j.testkit.time.VirtualTime time = io.gitops4j.testkit.time.VirtualTime.create();
    final InMemoryCluster target = InMemoryCluster.named("idc").on(time);
  }

  @AfterEach
  void close() {
    world.close();
    other.time.close();
  }

  private static MapValue withValue(MapValue live, String value) {
    return live.with("data", live.mapAt("data").with("value", Scalar.of(value)));
  }

  private void assertValue(String value) {
    GitOpsAssertions.assertThat(world.cluster).hasField(SETTINGS, value, "data", "value");
  }

  private ManagedApplication running(SyncPolicy policy) {
    world.push("a.yaml", settings("settings", "v1"));
    ManagedApplication app = world.manage(policy);
    world.gitops.start();
    world.pass(Duration.ofSeconds(30));
    return app;
  }

  @Nested
  class Polls {
    @Test
    void oncePerRepositoryAndIntervalForAllApplications() {
      world.push("a.yaml", settings("settings", "v1"));
      for (int i = 0; i < 50; i++) {
        world.gitops.manage(
            Application.named("app-" + i)
                .source(git(World.URL).branch("master").path("app"))
                .destination("aliyun", "ns-" + i)
                .build());
      }
      world.gitops.start();
      world.pass(Duration.ofMinutes(1));
      int before = world.repository().refChecks();

      world.pass(Duration.ofHours(1));

      int checks = world.repository().refChecks() - before;
      assertThat(checks).isBetween(20, 23);
    }

    @Test
    void onceThoughAllApplicationsMove() {
      world.push("a.yaml", settings("settings", "v1"));
      for (int i = 0; i < 20; i++) {
        world.gitops.manage(
            Application.named("app-" + i)
                .source(git(World.URL).branch("master").path("app"))
                .destination("aliyun", "ns-" + i)
                .syncPolicy(SyncPolicy.automated().withCreateNamespace())
                .build());
      }
      world.gitops.start();
      world.pass(Duration.ofSeconds(30));
      int before = world.repository().refChecks();
      int renders = world.renderer.requests().size();
      Revision second = world.push("a.yaml", settings("settings", "v2"));

      world.pass(INTERVAL);

      assertThat(world.repository().refChecks() - before).isEqualTo(1);
      assertThat(world.renderer.requests().size() - renders).isLessThanOrEqualTo(20);
      assertThat(world.gitops.applications())
          .allMatch(app -> app.status().sync().live().equals(java.util.Optional.of(second)));
    }

    @Test
    void twoSpellingsOfOneAddressAsOneRepository() {
      world.push("a.yaml", settings("settings", "v1"));
      world.manage();
      world.gitops.manage(
          Application.named("other")
              .source(git("https://git.example/guestbook").branch("master").path("app"))
              .destination("aliyun", "other")
              .build());
      world.gitops.start();
      world.pass(Duration.ofMinutes(1));
      int before = world.repository().refChecks();

      world.pass(Duration.ofHours(1));

      assertThat(world.repository().refChecks() - before).isBetween(20, 23);
    }

    @Test
    void withoutAnyRenderOrClusterCallWhileNothingChanges() {
      running(HEALING);
      world.pass(Duration.ofMinutes(10));
      int renders = world.renderer.requests().size();
      world.cluster.calls().clear();

      world.pass(Duration.ofHours(10));

      assertThat(world.renderer.requests()).hasSize(renders);
      assertThat(world.cluster.calls().all()).isEmpty();
    }

    @Test
    void atTheLatestAfterTheIntervalWhateverChanceSays() {
      for (double chance : new double[] {0.0, 0.5, 0.999999}) {
        RandomGenerator random =
            new RandomGenerator() {
              @Override
              public long nextLong() {
                return 0;
              }

              @Override
              public double nextDouble() {
                return chance;
              }
            };
        try (World each = World.with(builder -> builder.random(random))) {
          each.push("a.yaml", settings("settings", "v1"));
          ManagedApplication app = each.manage(SyncPolicy.automated());
          each.gitops.start();
          each.pass(Duration.ofSeconds(30));
          Revision second = each.push("a.yaml", settings("settings", "v2"));

          each.pass(INTERVAL);

          assertThat(app.status().sync().live()).contains(second);
        }
      }
    }

    @Test
    void findsABranchThatIsGone() {
      ManagedApplication app = running(SyncPolicy.automated());
      world.repository().deleteBranch("master");

      world.pass(INTERVAL);

      assertThat(app.status().conditions())
          .extracting(Condition::type)
          .containsExactly(Condition.Type.SOURCE_ERROR);
    }

    @Test
    void tellsThatGitIsUnreachableAndGoesOnWhenItIsBack() {
      ManagedApplication app = running(SyncPolicy.automated());
      ApplicationStatus before = app.status();
      world.repository().reachable(false);

      world.pass(INTERVAL);
      ApplicationStatus down = app.status();
      world.pass(INTERVAL);

      assertThat(down.sync().status()).isEqualTo(SyncStatus.UNKNOWN);
      assertThat(down.sync().live()).isEqualTo(before.sync().live());
      assertThat(down.resources()).isEqualTo(before.resources());
      assertThat(down.health()).isEqualTo(before.health());
      assertThat(down.conditions())
          .singleElement()
          .satisfies(it -> assertThat(it.message()).contains(World.URL));
      assertThat(app.status().conditions().get(0).since())
          .isEqualTo(down.conditions().get(0).since());

      world.repository().reachable(true);
      Revision second = world.push("a.yaml", settings("settings", "v2"));
      world.pass(INTERVAL);

      assertThat(app.status().conditions()).isEmpty();
      assertThat(app.status().sync().live()).contains(second);
    }

    @Test
    void stopsWhenTheEngineIsClosed() {
      running(SyncPolicy.automated());
      world.gitops.close();
      int before = world.repository().refChecks();

      world.pass(Duration.ofHours(1));

      assertThat(world.repository().refChecks()).isEqualTo(before);
    }

    @Test
    void noRepositoryOfAForgottenApplication() {
      ManagedApplication app = running(SyncPolicy.automated());
      world.gitops.forget(app.name());
      world.pass(INTERVAL);
      int before = world.repository().refChecks();

      world.pass(Duration.ofHours(1));

      assertThat(world.repository().refChecks()).isEqualTo(before);
    }
  }

  @Nested
  class Syncs {
    @Test
    void aNewCommitByItself() {
      ManagedApplication app = running(SyncPolicy.automated());
      Revision second = world.push("a.yaml", settings("settings", "v2"));

      world.pass(INTERVAL);

      assertValue("v2");
      assertThat(app.history().get(0).revision()).isEqualTo(second);
      assertThat(app.history().get(0).cause()).isEqualTo(Cause.AUTO_SYNC);
      assertThat(app.history().get(0).initiator().name()).isEqualTo("gitops4j");
    }

    @Test
    void aNewCommitThatSomebodyLookedAtBefore() {
      ManagedApplication app = running(SyncPolicy.automated());
      world.push("a.yaml", settings("settings", "v2"));
      app.refresh();

      world.pass(INTERVAL);

      assertValue("v2");
    }

    @Test
    void aNewCommitThatCameWhileAnOperationRan() {
      ManagedApplication app = running(SyncPolicy.automated());
      world.push("a.yaml", settings("settings", "v2"));
      world
          .cluster
          .faults()
          .failAll(
              Verb.APPLY,
              new ClusterException(ClusterException.Reason.UNREACHABLE, "no route", null));
      SyncOperation operation =
          app.startSync(SyncRequest.defaults().within(INTERVAL.multipliedBy(2)), step -> {});
      world.pass(INTERVAL);
      world.push("a.yaml", settings("settings", "v3"));
      world.pass(INTERVAL);
      operation.cancel();
      world.cluster.faults().clear();

      world.pass(INTERVAL);

      assertValue("v3");
    }

    @Test
    void nothingUnderManualPolicy() {
      ManagedApplication app = running(SyncPolicy.manual());

      world.pass(Duration.ofHours(1));

      GitOpsAssertions.assertThat(world.cluster).doesNotContain(SETTINGS);
      assertThat(app.status().automation()).contains("manual");
    }

    @Test
    void againAfterAFailureWithGrowingPauses() {
      ManagedApplication app = running(SyncPolicy.automated());
      world
          .cluster
          .faults()
          .failNext(
              Verb.APPLY, new ClusterException(ClusterException.Reason.FORBIDDEN, "not now", null));
      world.push("a.yaml", settings("settings", "v2"));
      while (app.status().conditions().isEmpty()) {
        world.pass(Duration.ofSeconds(1));
      }
      assertThat(app.status().conditions())
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.type()).isEqualTo(Condition.Type.SYNC_ERROR);
                assertThat(it.message()).contains("not now");
              });
      assertValue("v1");

      world.pass(Duration.ofSeconds(5));

      assertValue("v2");
    }

    @Test
    void onlyAFewTimesWhatKeepsFailingAndAgainWithTheNextCommit() {
      ManagedApplication app = running(SyncPolicy.automated());
      world
          .cluster
          .faults()
          .failAll(
              Verb.APPLY, new ClusterException(ClusterException.Reason.FORBIDDEN, "never", null));
      world.push("a.yaml", settings("settings", "v2"));
      world.cluster.calls().clear();

      world.pass(Duration.ofMinutes(25));

      assertThat(world.cluster.calls().count(Verb.APPLY)).isEqualTo(6);
      assertThat(app.status().automation()).contains("6 times");

      world.cluster.faults().clear();
      world.push("a.yaml", settings("settings", "v3"));
      world.pass(INTERVAL);
      assertValue("v3");
    }

    @Test
    void otherApplicationsWhileOneClusterHangsInRetries() {
      world.push("a.yaml", settings("settings", "v1"));
      ManagedApplication broken = world.manage(SyncPolicy.automated());
      ManagedApplication fine =
          world.gitops.manage(
              Application.named("zz-fine")
                  .source(git(World.URL).branch("master").path("app"))
                  .destination("idc", "default")
                  .syncPolicy(SyncPolicy.automated())
                  .build());
      world.gitops.start();
      world.pass(Duration.ofSeconds(30));
      world
          .cluster
          .faults()
          .failAll(
              Verb.APPLY,
              new ClusterException(ClusterException.Reason.UNREACHABLE, "no route", null));
      Revision second = world.push("a.yaml", settings("settings", "v2"));

      world.pass(INTERVAL.plusSeconds(5));

      assertThat(fine.status().sync().live()).contains(second);
      assertThat(broken.status().sync().live()).isNotEqualTo(fine.status().sync().live());
    }

    @Test
    void aCommitThatCameWhileAnOperationRan() {
      ManagedApplication app = running(SyncPolicy.automated());
      world
          .cluster
          .faults()
          .failAll(
              Verb.APPLY,
              new ClusterException(ClusterException.Reason.UNREACHABLE, "no route", null));
      world.push("a.yaml", settings("settings", "v2"));
      SyncOperation operation =
          app.startSync(SyncRequest.defaults().within(Duration.ofMinutes(4)), step -> {});
      world.pass(Duration.ofSeconds(10));
      Revision third = world.push("a.yaml", settings("settings", "v3"));
      world.pass(Duration.ofMinutes(4));
      assertThat(operation.result().toCompletableFuture()).isCompleted();

      world.cluster.faults().clear();
      world.pass(INTERVAL);

      assertValue("v3");
      assertThat(app.status().sync().live()).contains(third);
    }

    @Test
    void neverBackToAnAncestorButToAChangedSelector() {
      Revision first = world.push("a.yaml", settings("settings", "v1"));
      ManagedApplication app = world.manage(SyncPolicy.automated());
      world.gitops.start();
      world.push("a.yaml", settings("settings", "v2"));
      world.pass(INTERVAL);
      assertValue("v2");

      world.repository().branch("master", first);
      world.pass(INTERVAL);
      assertValue("v2");
      assertThat(app.status().automation()).contains("ancestor");
      assertThat(app.status().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);

      world.repository().branch("stable", first);
      Application pinned =
          World.application(SyncPolicy.automated())
              .withSource(git(World.URL).branch("stable").path("app"));
      world.gitops.manage(pinned);
      world.pass(INTERVAL);
      assertValue("v1");
    }

    @Test
    void noCommitWhoseForerunnerIsGoneFromTheRepository() {
      ManagedApplication app = running(SyncPolicy.automated());
      var elsewhere = new io.gitops4j.testkit.git.InMemoryGit();
      elsewhere
          .repository(World.URL)
          .commit("master")
          .file("app/a.yaml", settings("settings", "rewritten"))
          .push();
      var store = io.gitops4j.core.history.StateStore.inMemory();
      try (var engine = world.engine(builder -> builder.stateStore(store))) {
        engine.manage(World.application(SyncPolicy.automated())).sync();
      }
      world.gitops.close();
      try (var engine =
          io.gitops4j.core.GitOps.builder()
              .gitSource(elsewhere)
              .cluster("aliyun", world.cluster)
              .stateStore(store)
              .scheduler(world.time)
              .build()) {
        ManagedApplication same = engine.manage(app.application());
        engine.start();
        world.pass(INTERVAL);

        assertValue("v1");
        assertThat(same.status().automation()).contains("ancestor");
      }
    }

    @Test
    void nothingIfGitAsksForNothing() {
      ManagedApplication app = running(SyncPolicy.automated().withPrune());
      world.push("readme.md", "empty");

      world.pass(INTERVAL);

      assertValue("v1");
      assertThat(app.status().automation()).contains("no object at all");
    }

    @Test
    void everythingAwayIfThatIsAllowed() {
      running(SyncPolicy.automated().withPrune().withAllowEmpty());
      world.push("readme.md", "empty");

      world.pass(INTERVAL);

      GitOpsAssertions.assertThat(world.cluster).doesNotContain(SETTINGS);
    }

    @Test
    void afterAPolicyWasHandedInLater() {
      running(SyncPolicy.manual());
      world.manage(SyncPolicy.automated());

      world.pass(Duration.ofSeconds(10));

      assertValue("v1");
    }
  }

  @Nested
  class Heals {
    @Test
    void anEditByHandWithinSecondsAndWithoutAnEntry() {
      ManagedApplication app = running(HEALING);

      world.cluster.edit(SETTINGS, live -> withValue(live, "by hand"));
      world.pass(Duration.ofSeconds(10));

      assertValue("v1");
      assertThat(app.history()).hasSize(1);
      assertThat(app.status().sync().status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void aDeletedObject() {
      running(HEALING);

      world.cluster.remove(SETTINGS);
      world.pass(Duration.ofSeconds(10));

      assertValue("v1");
    }

    @Test
    void anObjectWhoseTrackingWasTakenOff() {
      running(HEALING);

      world.cluster.edit(
          SETTINGS,
          live ->
              withValue(live.with("metadata", live.mapAt("metadata").without("annotations")), "x"));
      world.pass(Duration.ofSeconds(10));

      assertValue("v1");
    }

    @Test
    void whatHappenedWhileTheConnectionWasBroken() {
      running(HEALING);
      world.cluster.disconnect();
      world.cluster.remove(SETTINGS);
      world.pass(Duration.ofSeconds(20));

      world.cluster.reconnect();
      world.pass(Duration.ofMinutes(1));

      assertValue("v1");
    }

    @Test
    void nothingIfThatIsOff() {
      ManagedApplication app = running(SyncPolicy.automated());

      world.cluster.edit(SETTINGS, live -> withValue(live, "by hand"));
      world.pass(Duration.ofHours(1));

      assertValue("by hand");
      assertThat(app.status().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
      assertThat(app.status().automation()).contains("self-heal is off");
    }

    @Test
    void everMoreSlowlyWhatSomebodyFights() {
      running(HEALING);
      List<Duration> pauses = new ArrayList<>();
      for (int fight = 0; fight < 6; fight++) {
        String value = "fight " + fight;
        world.cluster.edit(SETTINGS, live -> withValue(live, value));
        Duration healed = Duration.ZERO;
        while (!world
            .cluster
            .peek(SETTINGS)
            .orElseThrow()
            .content()
            .textAt("data", "value")
            .equals(java.util.Optional.of("v1"))) {
          world.pass(Duration.ofSeconds(1));
          healed = healed.plusSeconds(1);
          assertThat(healed).isLessThan(Duration.ofMinutes(6));
        }
        pauses.add(healed);
      }

      assertThat(pauses).isSorted();
      assertThat(pauses.get(5)).isGreaterThan(Duration.ofMinutes(2));
    }
  }
}
