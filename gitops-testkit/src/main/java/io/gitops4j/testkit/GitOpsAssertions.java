package io.gitops4j.testkit;

import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.cluster.InMemoryClusterAssert;

/**
 * AssertJ assertions for what the testkit fakes; import them beside AssertJ's own.
 *
 * @since 0.1.0
 */
public final class GitOpsAssertions {

  private GitOpsAssertions() {}

  /** Asserts what a cluster has; nothing of it is a counted call. */
  public static InMemoryClusterAssert assertThat(InMemoryCluster actual) {
    return new InMemoryClusterAssert(actual);
  }
}
