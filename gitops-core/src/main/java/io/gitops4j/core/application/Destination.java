package io.gitops4j.core.application;

/**
 * Where an application is deployed.
 *
 * @param cluster the name under which the engine knows the cluster
 * @param namespace for namespaced objects that name none; empty if the application has only
 *     cluster-scoped ones or names all
 * @since 0.1.0
 */
public record Destination(String cluster, String namespace) {
  /** Refuses an empty cluster. */
  public Destination {
    if (cluster.isBlank()) {
      throw new IllegalArgumentException(
          "a destination must name a cluster that the engine was given");
    }
  }
}
