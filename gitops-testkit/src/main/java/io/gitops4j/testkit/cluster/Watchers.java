package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterTarget.Watch;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The open watches of a cluster. Guarded by the control plane's lock. */
final class Watchers {
  private final ControlPlane plane;
  private final List<Watcher> open = new ArrayList<>();

  Watchers(ControlPlane plane) {
    this.plane = plane;
  }

  Watch open(ResourceQuery query, Consumer<ClusterEvent> listener) {
    Watcher watcher = new Watcher(query, listener, plane.scheduler());
    for (MapValue object : plane.store().list(query.kind(), query.namespace())) {
      watcher.see(new StoreChange(0, ApiServer.keyOf(object), null, object, false));
    }
    open.add(watcher);
    return watcher;
  }

  void see(StoreChange change) {
    open.removeIf(Watcher::isClosed);
    open.forEach(watcher -> watcher.see(change));
  }

  void endAll(String reason) {
    synchronized (plane) {
      open.forEach(watcher -> watcher.add(new ClusterEvent.Ended(reason)));
      open.clear();
    }
  }
}
