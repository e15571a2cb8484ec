package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterTarget.Watch;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.Manifest;
import java.util.function.Consumer;

/** One watch of the port. */
final class Watcher implements Watch {
  private final ResourceQuery query;
  private final Delivery<ClusterEvent> delivery;

  Watcher(ResourceQuery query, Consumer<ClusterEvent> listener, Scheduler scheduler) {
    this.query = query;
    this.delivery =
        new Delivery<>(listener, event -> event instanceof ClusterEvent.Ended, scheduler);
  }

  boolean isClosed() {
    return delivery.isClosed();
  }

  void see(StoreChange change) {
    boolean isMeant =
        change.key().groupKind().equals(query.kind())
            && (query.namespace().isEmpty()
                || change.key().namespace().isEmpty()
                || query.namespace().equals(change.key().namespace()));
    if (isMeant) {
      LiveResource resource = LiveResource.of(Manifest.of(change.last()));
      add(
          change.isGone()
              ? new ClusterEvent.Deleted(resource)
              : new ClusterEvent.Changed(resource));
    }
  }

  void add(ClusterEvent event) {
    delivery.add(event);
  }

  @Override
  public void close() {
    delivery.close();
  }
}
