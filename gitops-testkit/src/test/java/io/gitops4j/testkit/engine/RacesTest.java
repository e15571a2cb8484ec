package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.testkit.GitOpsAssertions;
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
}
