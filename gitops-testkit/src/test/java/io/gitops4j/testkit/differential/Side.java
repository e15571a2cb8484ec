package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.testkit.api.KubernetesApi;
import java.util.function.BooleanSupplier;

/** One of the two that a sequence is played on. */
interface Side {
  KubernetesApi api();

  /** Returns in another second than that of the last call: entries are stamped with seconds. */
  void beginNextSecond();

  /**
   * Returns when the server has done by itself what a written definition asks of it: to serve its
   * kind, to serve it no more, or to serve it otherwise.
   */
  void settle(MapValue definition);

  /** Returns when a condition holds, or will not any more. */
  void await(BooleanSupplier condition);
}
