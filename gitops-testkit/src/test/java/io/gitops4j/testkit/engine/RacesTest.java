package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.testkit.GitOpsAssertions;
import io.gitops4j.testkit.cluster.Verb;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while the engine looks, decides or waits. */
class RacesTest {
  private static final Duration AFTER_THE_NEXT_POLL = Duration.ofMinutes(4);

  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  private void push(String value) {
    world.push("a.yaml", settings("settings", value));
  }

  private void assertValue(String value) {
    GitOpsAssertions.assertThat(world.cluster).hasField(SETTINGS, value, "data", "value");
  }

  @Test
  void whatSomebodyDeployedMeanwhileIsNotTakenBack() {
    Interruption deciding = new Interruption("isAncestor");
    try (GitOps engine =
        world.engine(builder -> builder.gitSource(deciding.in(GitSource.class, world.git)))) {
      push("v1");
      ManagedApplication app = engine.manage(World.application(SyncPolicy.automated()));
      app.sync();
      push("v2");
      deciding.before(
          () -> {
            push("v3");
            app.sync();
          });

      engine.start();
      world.pass(AFTER_THE_NEXT_POLL);

      assertValue("v3");
      assertThat(app.history()).hasSize(2);
    }
  }

  @Test
  void aRollbackMeanwhileIsNotRunOver() {
    Interruption deciding = new Interruption("isAncestor");
    try (GitOps engine =
        world.engine(builder -> builder.gitSource(deciding.in(GitSource.class, world.git)))) {
      push("v1");
      ManagedApplication app = engine.manage(World.application(SyncPolicy.automated()));
      app.sync();
      push("v2");
      deciding.before(() -> app.rollback(app.history().get(0).id()));

      engine.start();
      world.pass(AFTER_THE_NEXT_POLL);

      assertValue("v1");
      assertThat(app.refresh().hold()).isPresent();
    }
  }

  @Test
  void aLookLeavesTheReceiptsOfASyncBesideIt() {
    Interruption looking = new Interruption("list");
    StateStore store = StateStore.inMemory();
    try (GitOps engine =
        world.engine(
            looking.in(ClusterTarget.class, world.cluster), builder -> builder.stateStore(store))) {
      push("v1");
      ManagedApplication app = engine.manage(World.application(SyncPolicy.manual()));
      app.sync();
      push("v2");
      looking.after(app::sync);

      app.refresh();

      assertThat(store.load(app.name()).orElseThrow().state().receipts()).containsKey(SETTINGS);
    }
  }

  @Test
  void theStatusAfterAnOperationIsThatAfterTheOperation() {
    push("v1");
    ManagedApplication app = world.manage();
    app.refresh();

    app.sync();
    assertThat(app.status().sync().status()).isEqualTo(SyncStatus.SYNCED);

    push("v2");
    app.refresh();
    app.sync();
    world.repository().reachable(false);
    assertThat(app.status().sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(app.status().conditions()).isEmpty();

    app.rollback(app.history().get(1).id());
    assertThat(app.status().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    assertThat(app.status().hold()).isPresent();
  }

  @Test
  void aTimerThatIsEarlyLosesNoAttempt() {
    Scheduler early =
        (Scheduler)
            Proxy.newProxyInstance(
                Scheduler.class.getClassLoader(),
                new Class<?>[] {Scheduler.class},
                (proxy, called, arguments) -> {
                  if (called.getName().equals("later")
                      && arguments[0].equals(Duration.ofSeconds(5))) {
                    arguments[0] = Duration.ofMillis(4990);
                  }
                  return called.invoke(world.time, arguments);
                });
    try (GitOps engine = world.engine(builder -> builder.scheduler(early))) {
      push("v1");
      engine.manage(World.application(SyncPolicy.automated()));
      world
          .cluster
          .faults()
          .failNext(
              Verb.APPLY,
              SETTINGS,
              new ClusterException(ClusterException.Reason.FORBIDDEN, "not now", null));

      engine.start();
      world.pass(AFTER_THE_NEXT_POLL);

      assertValue("v1");
    }
  }
}
