package io.gitops4j.core.reconcile;

import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.health.HealthCheck;
import io.gitops4j.core.history.IntentArchive;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.source.GitSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What an engine reaches the world through. The engine closes none of them.
 *
 * @param git where desired states come from
 * @param renderer how they become manifests
 * @param clusters the destinations by name
 * @param store where the state of applications is kept
 * @param archive where applied intents are kept
 * @param scheduler time and threads
 * @param health how live resources are judged
 * @param random chance: spreads polls, nothing else
 * @since 0.1.0
 */
public record EnginePorts(
    GitSource git,
    Renderer renderer,
    Map<String, ClusterTarget> clusters,
    StateStore store,
    IntentArchive archive,
    Scheduler scheduler,
    HealthCheck health,
    RandomGenerator random) {
  /** Copies the clusters. */
  public EnginePorts {
    clusters = Map.copyOf(clusters);
  }

  ClusterTarget cluster(String name) {
    ClusterTarget target = clusters.get(name);
    if (target == null) {
      throw new OperationException(
          OperationException.Reason.UNKNOWN_CLUSTER,
          "no cluster is called '%s'; the engine was given %s"
              .formatted(name, clusters.keySet().stream().sorted().toList()));
    }
    return target;
  }
}
