package io.gitops4j.testkit.engine;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.manifest.MapValue;
import java.util.function.UnaryOperator;

/** A cluster with an admission webhook that rewrites what is applied, in dry runs too. */
final class Rewriting extends Forwarding {
  private final UnaryOperator<MapValue> webhook;

  Rewriting(ClusterTarget target, UnaryOperator<MapValue> webhook) {
    super(target);
    this.webhook = webhook;
  }

  @Override
  public ApplyOutcome apply(ApplyRequest request) {
    return super.apply(
        new ApplyRequest(
            request.manifest().withContent(webhook.apply(request.manifest().content())),
            request.fieldManager(),
            request.force(),
            request.dryRun()));
  }
}
