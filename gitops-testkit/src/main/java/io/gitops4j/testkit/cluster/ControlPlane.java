package io.gitops4j.testkit.cluster;

import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.merge.ServerProfile;
import java.util.function.Supplier;

/** What controllers work on. One lock, this object's, guards all of it. */
final class ControlPlane {
  private final ServedKinds kinds;
  private final ObjectStore store;
  private final ApiServer api;
  private final Lists lists;
  private final Scheduler scheduler;
  private final ServerProfile profile;
  private final boolean isOld;

  ControlPlane(Scheduler scheduler, InMemoryClusterBuilder settings) {
    this.scheduler = scheduler;
    this.kinds = new ServedKinds(settings.release(), settings.profile());
    this.store = new ObjectStore(settings.remembered());
    this.lists = new Lists(store);
    this.profile = settings.profile();
    this.isOld = settings.release().isBefore(1, 21);
    Identifiers ids = new Identifiers(settings.seed());
    this.api = new ApiServer(kinds, store, ids, scheduler::now, settings);
  }

  Scales scales() {
    return new Scales(api);
  }

  ServerProfile profile() {
    return profile;
  }

  Lists lists() {
    return lists;
  }

  /** Whether it is of before Kubernetes 1.21. */
  boolean isOld() {
    return isOld;
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
