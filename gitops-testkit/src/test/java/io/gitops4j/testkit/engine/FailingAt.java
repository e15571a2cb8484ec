package io.gitops4j.testkit.engine;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterTarget;

/** A cluster whose n-th call from the beginning is refused, before it has an effect. */
final class FailingAt extends Forwarding {
  private final int failing;
  private int calls;
  private boolean mended;

  FailingAt(ClusterTarget target, int failing) {
    super(target);
    this.failing = failing;
  }

  void mend() {
    mended = true;
  }

  @Override
  protected ClusterTarget target() {
    if (!mended && ++calls == failing) {
      throw new ClusterException(
          ClusterException.Reason.FORBIDDEN, "call " + calls + " is refused", null);
    }
    return super.target();
  }
}
