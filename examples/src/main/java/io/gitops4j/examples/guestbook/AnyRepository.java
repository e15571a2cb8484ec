package io.gitops4j.examples.guestbook;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.Condition;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.helm.Helm;
import io.gitops4j.helm.HelmRenderer;
import io.gitops4j.jgit.JGitSource;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Refresh, diff, sync and history on whatever repository the reader names, deployed to an embedded
 * cluster.
 */
final class AnyRepository {
  private static final String CLUSTER = "embedded";
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{4,64}");

  /** Virtual time, in which what can become healthy on the embedded cluster does. */
  private static final Duration ROLLOUT = Duration.ofMinutes(1);

  private AnyRepository() {}

  static void play(Arguments.Repository wanted, Narrator narrator) {
    try (TemporaryFolder folder = TemporaryFolder.create();
        VirtualTime time = VirtualTime.startingAt(Instant.now());
        JGitSource source = JGitSource.cachingIn(folder.path().resolve("cache"));
        GitOps gitops =
            GitOps.builder()
                .gitSource(source)
                .renderer(HelmRenderer.create())
                .cluster(CLUSTER, InMemoryCluster.named(CLUSTER).on(time))
                .scheduler(time)
                .build()) {
      RemoteRefs refs = source.refs(wanted.address());
      play(gitops.manage(application(wanted, selector(wanted, refs))), time, narrator);
    }
  }

  /** A branch or tag of that name, else the beginning of a commit's hash. */
  private static RevisionSelector selector(Arguments.Repository wanted, RemoteRefs refs) {
    String name = wanted.revision();
    if (name.isEmpty() || name.equals("HEAD")) {
      return RevisionSelector.head();
    }
    if (refs.branches().containsKey(name)) {
      return RevisionSelector.branch(name);
    }
    if (refs.tags().containsKey(name)) {
      return RevisionSelector.tag(name);
    }
    if (HASH.matcher(name).matches()) {
      return RevisionSelector.commit(name);
    }
    throw SourceException.unknownRevision(wanted.address(), RevisionSelector.branch(name), refs);
  }

  private static Application application(Arguments.Repository wanted, RevisionSelector selector) {
    Rendering rendering =
        wanted.values().isEmpty()
            ? Rendering.detected()
            : Helm.values(wanted.values().toArray(String[]::new));
    return Application.named("application")
        .source(wanted.source().at(selector))
        .rendering(rendering)
        .destination(CLUSTER, "default")
        .syncPolicy(SyncPolicy.manual())
        .build();
  }

  private static void play(ManagedApplication application, VirtualTime time, Narrator narrator) {
    narrator.chapter("refresh");
    ApplicationStatus before = application.refresh();
    narrator.status(before);
    if (before.sync().status() == SyncStatus.UNKNOWN) {
      throw new UnexpectedStateException(
          before.conditions().stream()
              .findFirst()
              .map(Condition::message)
              .orElse("the cluster can't tell whether the application is in sync"));
    }
    narrator.chapter("diff");
    narrator.diff(application.diff());
    narrator.chapter("sync");
    SyncResult result = application.sync(SyncRequest.defaults().by("you"));
    narrator.result(result);
    time.advance(ROLLOUT);
    ApplicationStatus after = application.refresh();
    narrator.status(after);
    narrator.chapter("history");
    narrator.history(application.name().value(), application.history());
    if (!result.isSuccess()) {
      throw new UnexpectedStateException("the sync failed: " + result.message());
    }
    if (after.sync().status() != SyncStatus.SYNCED) {
      throw new UnexpectedStateException(
          "after the sync the application should be Synced, but is " + after.sync());
    }
  }
}
