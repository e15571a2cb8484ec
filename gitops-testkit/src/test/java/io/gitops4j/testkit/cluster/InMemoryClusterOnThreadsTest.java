package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.testkit.contract.ClusterTargetContract;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryClusterOnThreadsTest extends ClusterTargetContract {
  private static final int DEPLOYMENTS = 12;

  private final Scheduler threads = Scheduler.threads();

  @Override
  protected ClusterTarget emptyTarget() {
    return InMemoryCluster.named("contract").podsReadyAfter(Duration.ofMillis(20)).on(threads);
  }

  @Override
  protected void waitUntil(BooleanSupplier condition) {
    waitUntil(condition, 50);
  }

  private void waitUntil(BooleanSupplier condition, int looks) {
    for (int look = 0; look < looks && !condition.getAsBoolean(); look++) {
      threads.await(new CompletableFuture<>(), Duration.ofMillis(10));
    }
  }

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void manyWritersAtOnceAllGetTheirRollouts() {
    InMemoryCluster cluster = Yaml.withGuestbook((InMemoryCluster) emptyTarget());
    for (int i = 0; i < DEPLOYMENTS; i++) {
      String deployment = Yaml.deployment("web:1", 2).replace("frontend", "web-" + i);
      threads.run(() -> Yaml.apply(cluster, deployment));
    }

    waitUntil(() -> available(cluster) == DEPLOYMENTS, 1000);

    assertThat(available(cluster)).isEqualTo(DEPLOYMENTS);
  }

  private static long available(InMemoryCluster cluster) {
    return cluster.snapshot().all().stream()
        .filter(live -> live.key().kind().equals("Deployment"))
        .filter(live -> Owned.number(live.content(), "status", "availableReplicas") == 2)
        .count();
  }
}
