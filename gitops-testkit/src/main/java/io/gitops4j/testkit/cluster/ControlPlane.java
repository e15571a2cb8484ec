package io.gitops4j.testkit.cluster;

import io.gitops4j.core.kernel.Scheduler;
import java.util.function.Supplier;

/** What controllers work on. One lock, this object's, guards all of it. */
final class ControlPlane {
  private final ServedKinds kinds = new ServedKinds();
  private final ObjectStore store = new ObjectStore();
  private final ApiServer api;
  private final Scheduler scheduler;

  ControlPlane(Scheduler scheduler, long seed) {
    this.scheduler = scheduler;
    this.api = new ApiServer(kinds, store, new Identifiers(seed), scheduler::now);
  }

  ServedKinds kinds() {
    return kinds;
  }

  ObjectStore store() {
    return store;
  }

  ApiServer api() {
    return api;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  synchronized <T> T exclusively(Supplier<T> action) {
    return action.get();
  }
}
