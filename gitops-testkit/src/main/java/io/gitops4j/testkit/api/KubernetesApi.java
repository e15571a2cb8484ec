package io.gitops4j.testkit.api;

import java.util.function.Consumer;

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

  /**
   * Watches what a list would show. Without the parameter {@code resourceVersion} everything that
   * exists is told first, as added. {@code labelSelector}, {@code fieldSelector}, {@code
   * allowWatchBookmarks} and {@code timeoutSeconds} count too. Events come in order, one at a time,
   * on a thread of the implementation; the listener must return soon. What the server refuses, or
   * can't go on with, is an event {@code ERROR} with its {@code Status}, the last one.
   *
   * @param list a call of the verb LIST
   * @throws UnsupportedOperationException if the implementation can't watch
   */
  default Watching watch(ApiCall list, Consumer<ApiEvent> listener) {
    throw new UnsupportedOperationException(
        getClass().getName() + " can't watch " + list.kind() + " for " + listener);
  }
}
