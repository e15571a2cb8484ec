package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.testkit.contract.ClusterTargetContract;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

class InMemoryClusterTest extends ClusterTargetContract {
  private final VirtualTime time = VirtualTime.create();

  @Override
  protected ClusterTarget emptyTarget() {
    return InMemoryCluster.named("contract").on(time);
  }

  @Override
  protected void waitUntil(BooleanSupplier condition) {
    time.advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    time.close();
  }
}
