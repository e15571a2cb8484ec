package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The in-memory cluster, whose time only moves here. */
record MemorySide(KubernetesApi api, VirtualTime time) implements Side {

  @Override
  public void beginNextSecond() {
    time.advance(Duration.ofSeconds(1));
  }

  @Override
  public void settle(MapValue definition) {
    time.runDue();
  }

  @Override
  public void await(BooleanSupplier condition) {
    time.runDue();
  }
}
