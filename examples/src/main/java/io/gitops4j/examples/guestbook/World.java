package io.gitops4j.examples.guestbook;

import static io.gitops4j.core.application.ApplicationSource.git;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.change.Changes;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.source.Person;
import io.gitops4j.helm.Helm;
import io.gitops4j.helm.HelmRenderer;
import io.gitops4j.jgit.JGitSource;
import io.gitops4j.jgit.JGitWriter;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.git.FakeChangeRequests;
import io.gitops4j.testkit.time.VirtualTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything the story needs: a Git repository, two embedded clusters, a place of review, an engine
 * with two applications out of one chart. Time is virtual and begins at a fixed moment, so every
 * run gives the same commits.
 */
final class World implements AutoCloseable {
  static final Person ALICE = new Person("Alice", "alice@guestbook.example");
  static final Person BOB = new Person("Bob", "bob@guestbook.example");

  private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

  private final VirtualTime time = VirtualTime.startingAt(START);
  private final InMemoryCluster aliyun = InMemoryCluster.named("aliyun").on(time);
  private final InMemoryCluster idc = InMemoryCluster.named("idc").on(time);
  private final FakeChangeRequests reviews;
  private final GuestbookRepository repository;
  private final JGitSource source;
  private final StateStore store;
  private final GitOps gitops;
  private final List<ManagedApplication> applications;

  private World(Path folder, SyncPolicy policy) {
    repository = GuestbookRepository.createIn(folder.resolve("guestbook.git"), ALICE, START);
    source = JGitSource.cachingIn(folder.resolve("cache"));
    reviews =
        FakeChangeRequests.on(source).requiringApprovals(1).requiringChecks(Changes.CHECK_NAME);
    store = StateStore.directory(folder.resolve("state"));
    gitops =
        GitOps.builder()
            .gitSource(source)
            .renderer(HelmRenderer.create())
            .cluster("aliyun", aliyun)
            .cluster("idc", idc)
            .stateStore(store)
            .scheduler(time)
            .random(new SplittableRandom(1))
            .build();
    applications =
        List.of(
            gitops.manage(
                application("guestbook-aliyun", "aliyun", Helm.values("values.yaml"), policy)),
            gitops.manage(
                application("guestbook-idc", "idc", Helm.values("values-idc.yaml"), policy)));
  }

  static World in(Path folder, SyncPolicy policy) {
    return new World(folder, policy);
  }

  private Application application(
      String name, String cluster, Helm helmSettings, SyncPolicy policy) {
    return Application.named(name)
        .source(
            git(repository.address().text())
                .branch(GuestbookRepository.BRANCH)
                .path(GuestbookRepository.FOLDER))
        .rendering(helmSettings)
        .destination(cluster, "guestbook")
        .syncPolicy(policy.withCreateNamespace())
        .build();
  }

  VirtualTime time() {
    return time;
  }

  GitOps gitops() {
    return gitops;
  }

  GuestbookRepository repository() {
    return repository;
  }

  FakeChangeRequests reviews() {
    return reviews;
  }

  Changes changes() {
    return gitops.changes(JGitWriter.using(source), reviews);
  }

  /** The first application, which most of the story is shown with. */
  ManagedApplication aliyun() {
    return applications.get(0);
  }

  InMemoryCluster aliyunCluster() {
    return aliyun;
  }

  List<ManagedApplication> applications() {
    return applications;
  }

  @Override
  public void close() {
    gitops.close();
    store.close();
    source.close();
    time.close();
  }
}
