package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated controllers of a cluster meet; by default everything goes well, and nobody
 * gives load balancers an address. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Simulation {
  private final ControlPlane plane;
  private final InMemoryClusterBuilder settings;
  private final Kubelet.Images images = new Kubelet.Images(new HashSet<>(), new HashSet<>());
  private @Nullable String address;
  private @Nullable WorkQueue pods;
  private @Nullable WorkQueue services;

  Simulation(ControlPlane plane, InMemoryClusterBuilder settings) {
    this.plane = plane;
    this.settings = settings;
  }

  void start() {
    WorkQueue.start(plane, new DefinitionController(plane));
    if (settings.hasControllers()) {
      WorkQueue.start(plane, new GarbageCollector(plane));
      WorkQueue.start(plane, new NamespaceController(plane));
      WorkQueue.start(plane, new ProtectionController(plane));
    }
    if (settings.hasWorkloads()) {
      WorkQueue.start(plane, new DeploymentController(plane));
      WorkQueue.start(plane, new ReplicaSetController(plane));
      WorkQueue.start(plane, new StatefulSetController(plane));
      WorkQueue.start(plane, new DaemonSetController(plane));
      WorkQueue.start(plane, new JobController(plane));
      WorkQueue.start(plane, new ClaimController(plane));
      pods = WorkQueue.start(plane, new Kubelet(plane, settings, images));
      services =
          WorkQueue.start(plane, new ServiceController(plane, () -> Optional.ofNullable(address)));
    }
  }

  /**
   * Containers of this image wait with {@code ImagePullBackOff}, as of an image that does not
   * exist.
   *
   * @param image exactly as the container names it
   */
  public void imageNeverPulls(String image) {
    change(() -> images.unpullable().add(image));
  }

  /**
   * Containers of this image fail as soon as they run: with {@code CrashLoopBackOff}, or for good
   * where they are not restarted, as in jobs.
   *
   * @param image exactly as the container names it
   */
  public void imageCrashes(String image) {
    change(() -> images.crashing().add(image));
  }

  /** Containers of this image run; ends what else was said of it. */
  public void imageRuns(String image) {
    change(
        () -> {
          images.unpullable().remove(image);
          images.crashing().remove(image);
        });
  }

  /** Services of type LoadBalancer and ingresses that have no outer address get this one. */
  public void loadBalancersGet(String ip) {
    change(() -> address = ip);
  }

  private void change(Runnable change) {
    synchronized (plane) {
      change.run();
      lookAgain(pods, Kinds.POD);
      lookAgain(services, Kinds.SERVICE);
      lookAgain(services, new GroupKind("networking.k8s.io", "Ingress"));
    }
  }

  private void lookAgain(@Nullable WorkQueue queue, GroupKind kind) {
    if (queue != null) {
      plane.store().list(kind, "").forEach(object -> queue.add(ApiServer.keyOf(object)));
    }
  }
}
