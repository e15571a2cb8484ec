package io.gitops4j.testkit.fields;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.OwnershipOutcome;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A cluster in which something happens right before a write that was decided already. */
final class OnApply implements ClusterTarget {
  private final ClusterTarget target;
  private final Runnable before;
  private int times;

  OnApply(ClusterTarget target, int times, Runnable before) {
    this.target = target;
    this.before = before;
    this.times = times;
  }

  private void happen() {
    if (times-- > 0) {
      before.run();
    }
  }

  @Override
  public ClusterInfo info() {
    return target.info();
  }

  @Override
  public Schema schema(GroupVersionKind kind) {
    return target.schema(kind);
  }

  @Override
  public List<LiveResource> list(ResourceQuery query) {
    return target.list(query);
  }

  @Override
  public Optional<LiveResource> get(ResourceKey key) {
    return target.get(key);
  }

  @Override
  public ApplyOutcome apply(ApplyRequest request) {
    if (!request.dryRun()) {
      happen();
    }
    return target.apply(request);
  }

  @Override
  public OwnershipOutcome rewriteOwnership(OwnershipRequest request) {
    happen();
    return target.rewriteOwnership(request);
  }

  @Override
  public DeleteOutcome delete(DeleteRequest request) {
    return target.delete(request);
  }

  @Override
  public Watch watch(ResourceQuery query, Consumer<ClusterEvent> listener) {
    return target.watch(query, listener);
  }
}
