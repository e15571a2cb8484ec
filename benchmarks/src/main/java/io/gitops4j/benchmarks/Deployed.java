package io.gitops4j.benchmarks;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.helm.HelmRenderer;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;

/** An engine of its own with the guestbook and an empty cluster, all under virtual time. */
final class Deployed implements AutoCloseable {
  private static final String CLUSTER = "benchmark";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster = InMemoryCluster.named(CLUSTER).on(time);
  private final GuestbookGit repository;
  private final GitOps gitops;
  private final ManagedApplication application;

  /**
   * Sets everything up, with Git at the first version; nothing is deployed yet.
   *
   * @param helm shared between engines, so that what it parsed stays
   * @param repository shared between engines, one at a time
   */
  Deployed(HelmRenderer helm, GuestbookGit repository, Packaging packaging) {
    this.repository = repository;
    repository.moveTo(repository.first());
    gitops =
        GitOps.builder()
            .gitSource(repository.git())
            .renderer(helm)
            .cluster(CLUSTER, cluster)
            .scheduler(time)
            .build();
    application = gitops.manage(repository.application(packaging, CLUSTER));
  }

  /** Deploys the first version and waits until it is healthy. */
  void deployFirst() {
    require(sync(), 1);
    application.awaitHealthy(PATIENCE);
  }

  /** From now on Git asks for the second version. */
  void mergeSecond() {
    repository.moveTo(repository.second());
  }

  SyncResult sync() {
    return application.sync();
  }

  /** Fails unless a sync succeeded and is in the history. */
  void require(SyncResult result, int deployments) {
    if (!result.isSuccess() || application.history().size() != deployments) {
      throw new IllegalStateException(
          "deployment %d should be in the history %s: %s"
              .formatted(deployments, application.history(), result.message()));
    }
  }

  InMemoryCluster cluster() {
    return cluster;
  }

  @Override
  public void close() {
    gitops.close();
    time.close();
  }
}
