package io.gitops4j.core.history;

/**
 * The number of a deployment within its application: 1 for the first, never used again.
 *
 * @param number 1 or more
 * @since 0.1.0
 */
public record DeploymentId(long number) implements Comparable<DeploymentId> {
  /** The id of the first deployment of an application. */
  public static final DeploymentId FIRST = new DeploymentId(1);

  /** Refuses numbers below 1. */
  public DeploymentId {
    if (number < 1) {
      throw new IllegalArgumentException("deployments count from 1, was " + number);
    }
  }

  /** The id after this one. */
  public DeploymentId next() {
    return new DeploymentId(number + 1);
  }

  @Override
  public int compareTo(DeploymentId other) {
    return Long.compare(number, other.number);
  }

  /** The number. */
  @Override
  public String toString() {
    return Long.toString(number);
  }
}
