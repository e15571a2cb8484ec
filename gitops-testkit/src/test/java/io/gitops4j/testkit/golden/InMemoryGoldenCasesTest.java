package io.gitops4j.testkit.golden;

import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.contract.GoldenCases;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** The golden cases on the cluster in memory. */
class InMemoryGoldenCasesTest extends GoldenCases {
  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster = InMemoryCluster.named("golden").on(time);

  @AfterEach
  void stopTime() {
    time.close();
  }

  @Override
  protected ClusterTarget target() {
    return cluster;
  }

  @Override
  protected Scheduler scheduler() {
    return time;
  }

  @Override
  protected void edit(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    cluster.update(key, manager, change);
  }
}
