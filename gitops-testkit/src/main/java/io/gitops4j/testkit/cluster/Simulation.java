package io.gitops4j.testkit.cluster;

/**
 * What the simulated controllers of a cluster meet. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Simulation {
  private final ControlPlane plane;
  private final InMemoryClusterBuilder settings;

  Simulation(ControlPlane plane, InMemoryClusterBuilder settings) {
    this.plane = plane;
    this.settings = settings;
  }

  void start() {
    WorkQueue.start(plane, new GarbageCollector(plane));
    WorkQueue.start(plane, new NamespaceController(plane));
    if (settings.hasWorkloads()) {
      return;
    }
  }
}
