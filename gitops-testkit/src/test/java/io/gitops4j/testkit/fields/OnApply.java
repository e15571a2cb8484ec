package io.gitops4j.testkit.fields;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.OwnershipOutcome;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.testkit.engine.Forwarding;

/** A cluster in which something happens right before a write that was decided already. */
final class OnApply extends Forwarding {
  private final Runnable before;
  private int times;

  OnApply(ClusterTarget target, int times, Runnable before) {
    super(target);
    this.before = before;
    this.times = times;
  }

  private void happen() {
    if (times-- > 0) {
      before.run();
    }
  }

  @Override
  public ApplyOutcome apply(ApplyRequest request) {
    if (!request.dryRun()) {
      happen();
    }
    return super.apply(request);
  }

  @Override
  public OwnershipOutcome rewriteOwnership(OwnershipRequest request) {
    happen();
    return super.rewriteOwnership(request);
  }
}
