package io.gitops4j.testkit.engine;

import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;

/** A cluster in which something happens right before a delete arrives, a number of times. */
final class OnDelete extends Forwarding {
  private final Runnable before;
  private int times;

  OnDelete(ClusterTarget target, Runnable before, int times) {
    super(target);
    this.before = before;
    this.times = times;
  }

  @Override
  public DeleteOutcome delete(DeleteRequest request) {
    if (times-- > 0) {
      before.run();
    }
    return super.delete(request);
  }
}
