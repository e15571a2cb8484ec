package io.gitops4j.testkit.api;

/**
 * The API of a cluster as its clients see it: a call in, an answer out. {@code InMemoryCluster} and
 * a real control plane both have it, so that one can be held against the other. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface KubernetesApi {

  /**
   * Sends a call. What the server refuses is an answer with its {@code Status}, not an exception.
   *
   * @throws IllegalStateException if the server gives no usable answer at all
   */
  ApiAnswer send(ApiCall call);
}
