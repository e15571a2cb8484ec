package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterTarget.Watch;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.Manifest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One watch: hands events to its listener one by one, in order, on the scheduler. */
final class Watcher implements Watch {
  private final ResourceQuery query;
  private final Consumer<ClusterEvent> listener;
  private final Scheduler scheduler;
  private final Deque<ClusterEvent> waiting = new ArrayDeque<>();
  private final Object delivery = new Object();
  private boolean isDelivering;
  private volatile boolean isClosed;

  Watcher(ResourceQuery query, Consumer<ClusterEvent> listener, Scheduler scheduler) {
    this.query = query;
    this.listener = listener;
    this.scheduler = scheduler;
  }

  boolean isClosed() {
    return isClosed;
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
    synchronized (waiting) {
      waiting.add(event);
      if (isDelivering) {
        return;
      }
      isDelivering = true;
    }
    scheduler.run(this::deliver);
  }

  private void deliver() {
    for (ClusterEvent event = next(); event != null; event = next()) {
      synchronized (delivery) {
        if (!isClosed) {
          isClosed = event instanceof ClusterEvent.Ended;
          listener.accept(event);
        }
      }
    }
  }

  private @Nullable ClusterEvent next() {
    synchronized (waiting) {
      ClusterEvent next = waiting.poll();
      isDelivering = next != null;
      return next;
    }
  }

  /** Waits for a running call of the listener, so that there is none once this returned. */
  @Override
  public void close() {
    synchronized (delivery) {
      isClosed = true;
    }
  }
}
