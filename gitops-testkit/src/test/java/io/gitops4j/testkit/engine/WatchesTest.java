package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.testkit.GitOpsAssertions;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine watches in a cluster, and for how long. */
class WatchesTest {
  private static final SyncPolicy HEALING = SyncPolicy.automated().withSelfHeal();

  private final World world = World.create();
  private final AtomicInteger open = new AtomicInteger();

  @AfterEach
  void close() {
    world.close();
  }

  private ClusterTarget counted() {
    return (ClusterTarget)
        Proxy.newProxyInstance(
            ClusterTarget.class.getClassLoader(),
            new Class<?>[] {ClusterTarget.class},
            (proxy, called, arguments) -> {
              Object answer = called.invoke(world.cluster, arguments);
              if (!(answer instanceof ClusterTarget.Watch watch)) {
                return answer;
              }
              open.incrementAndGet();
              return (ClusterTarget.Watch)
                  () -> {
                    open.decrementAndGet();
                    watch.close();
                  };
            });
  }

  @Test
  void anEditBetweenTheLookAndTheWatchIsHealed() {
    Interruption watching = new Interruption("watch");
    world.push("a.yaml", settings("settings", "v1"));
    try (GitOps engine =
        world.engine(watching.in(ClusterTarget.class, world.cluster), builder -> builder)) {
      engine.manage(World.application(HEALING)).sync();
      watching.before(
          () ->
              world.cluster.edit(
                  SETTINGS,
                  live ->
                      live.with("data", live.mapAt("data").with("value", Scalar.of("by hand")))));

      engine.start();
      world.pass(Duration.ofSeconds(10));

      GitOpsAssertions.assertThat(world.cluster).hasField(SETTINGS, "v1", "data", "value");
    }
  }

  @Test
  void nothingIsWatchedForAForgottenApplicationOrAFormerDestination() {
    world.push("a.yaml", settings("settings", "v1"));
    try (GitOps engine = world.engine(counted(), builder -> builder)) {
      Application before = World.application(HEALING);
      engine.manage(before);
      engine.start();
      world.pass(Duration.ofSeconds(30));
      assertThat(open).hasValue(1);

      engine.manage(
          Application.named("guestbook")
              .source(ApplicationSource.git(World.URL).branch("master").path("app"))
              .destination("aliyun", "elsewhere")
              .syncPolicy(SyncPolicy.automated().withCreateNamespace())
              .build());
      world.pass(Duration.ofSeconds(30));
      assertThat(open.get()).isLessThanOrEqualTo(2);

      engine.forget(before.name());
      assertThat(open).hasValue(0);
    }
  }
}
