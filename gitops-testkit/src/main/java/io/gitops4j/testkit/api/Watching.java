package io.gitops4j.testkit.api;

/**
 * A running watch of a {@link KubernetesApi}.
 *
 * @since 0.1.0
 */
public interface Watching extends AutoCloseable {

  /** Whether it may still tell something; false once it was closed, failed or timed out. */
  boolean isOpen();

  /** Ends it; idempotent. */
  @Override
  void close();
}
