package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ResourceKey;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings the world of one object to what its spec says. Called under the control plane's lock. */
interface Controller {
  /** The manager in whose name most controllers write. */
  String MANAGER = "kube-controller-manager";

  /** The objects that a change makes worth a look. */
  Stream<ResourceKey> concernedBy(StoreChange change);

  /**
   * Does what is to be done now for an object, which may be gone.
   *
   * @return when to look again if nothing changes until then
   */
  Optional<Duration> reconcile(ResourceKey key);
}
