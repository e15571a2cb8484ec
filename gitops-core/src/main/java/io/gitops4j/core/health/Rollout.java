package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often the Pods of a workload were rolled out.
 *
 * @since 0.1.0
 */
public final class Rollout {
  private static final String DEPLOYMENT_REVISION = "deployment.kubernetes.io/revision";
  private static final int LONGEST = 18;

  private Rollout() {}

  /**
   * The revision that Kubernetes counts for Deployments and their ReplicaSets: higher with every
   * rollout, also of an earlier template.
   *
   * @return empty for other kinds, and as long as the controller has not numbered it
   */
  public static Optional<Long> revisionOf(LiveResource resource) {
    return Stream.ofNullable(resource.manifest().annotations().get(DEPLOYMENT_REVISION))
        .filter(text -> text.length() <= LONGEST && text.matches("[0-9]+"))
        .map(Long::valueOf)
        .findFirst();
  }
}
