package io.gitops4j.testkit.cluster;

import io.gitops4j.core.kernel.Scheduler.Scheduled;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Calls a controller once for all changes that come together. Guarded by the control plane. */
final class WorkQueue {
  private final ControlPlane plane;
  private final Controller controller;
  private final Map<ResourceKey, Look> looks = new HashMap<>();

  private record Look(Instant due, Scheduled task) {}

  private WorkQueue(ControlPlane plane, Controller controller) {
    this.plane = plane;
    this.controller = controller;
  }

  /** Puts a controller to work. */
  static WorkQueue start(ControlPlane plane, Controller controller) {
    WorkQueue queue = new WorkQueue(plane, controller);
    plane.store().subscribe(change -> controller.concernedBy(change).forEach(queue::add));
    return queue;
  }

  void add(ResourceKey key) {
    add(key, Duration.ZERO);
  }

  private void add(ResourceKey key, Duration delay) {
    Instant due = plane.scheduler().now().plus(delay);
    Look planned = looks.get(key);
    if (planned != null) {
      if (!planned.due.isAfter(due)) {
        return;
      }
      planned.task.cancel();
    }
    looks.put(key, new Look(due, plane.scheduler().later(delay, () -> look(key))));
  }

  private void look(ResourceKey key) {
    synchronized (plane) {
      looks.remove(key);
      try {
        controller.reconcile(key).ifPresent(delay -> add(key, delay));
      } catch (StatusException e) {
        // As a real controller it gave up on this look; what stands in its way will change.
        return;
      }
    }
  }
}
