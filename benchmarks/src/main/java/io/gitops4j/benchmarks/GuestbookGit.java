package io.gitops4j.benchmarks;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestWriter;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.source.Revision;
import io.gitops4j.helm.Helm;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.util.List;

/**
 * A repository in memory with two versions of the guestbook, each as chart and as the plain
 * manifests that the chart renders to. Nothing here changes once it is made but the branch.
 */
final class GuestbookGit implements AutoCloseable {
  static final ApplicationName APPLICATION = new ApplicationName("guestbook");
  static final String NAMESPACE = "guestbook";
  static final String CHART = "guestbook";
  static final int OBJECTS = 6;

  private static final String ADDRESS = "https://git.example/guestbook.git";
  private static final String PLAIN = "plain";
  private static final String BRANCH = "master";

  // The chart does not ask what the cluster is able to do.
  private static final ClusterInfo ANY_CLUSTER = ClusterInfo.of("v1.34.1", List.of());

  private final InMemoryGit git = new InMemoryGit();
  private final InMemoryRepository repository = git.repository(ADDRESS);
  private final Revision first;
  private final Revision second;
  private final Revision elsewhere;

  GuestbookGit(Renderer helm) {
    ChartFiles chart = ChartFiles.onClassPath();
    first = commit(chart, helm);
    elsewhere = repository.commit(BRANCH).file("README.md", "Not of the chart.\n").push();
    second = commit(chart.ofNextVersion(), helm);
  }

  private Revision commit(ChartFiles chart, Renderer helm) {
    Revision charted = chart.into(repository.commit(BRANCH), CHART).push();
    List<Manifest> manifests = rendered(helm, request(charted, ANY_CLUSTER));
    return repository
        .commit(BRANCH)
        .file(PLAIN + "/all.yaml", ManifestWriter.write(manifests))
        .push();
  }

  /** What a renderer makes of a request; a benchmark of a failure would mean nothing. */
  static List<Manifest> rendered(Renderer renderer, RenderRequest request) {
    Rendered rendered = renderer.render(request);
    if (rendered instanceof Rendered.Complete complete && complete.manifests().size() == OBJECTS) {
      return complete.manifests();
    }
    throw new IllegalStateException(
        "the chart should render to %d objects, but gives %s".formatted(OBJECTS, rendered));
  }

  /** A rendering of the chart in one commit. */
  RenderRequest request(Revision revision, ClusterInfo cluster) {
    return new RenderRequest(
        APPLICATION,
        git.tree(repository.url(), revision),
        CHART,
        settings(),
        NAMESPACE,
        cluster,
        RenderBudget.DEFAULT);
  }

  private static Rendering settings() {
    return Helm.values("values.yaml");
  }

  /** The guestbook on the branch, to be deployed to a cluster. */
  Application application(Packaging packaging, String cluster) {
    boolean isChart = packaging == Packaging.CHART;
    return Application.named(APPLICATION.value())
        .source(ApplicationSource.git(ADDRESS).branch(BRANCH).path(isChart ? CHART : PLAIN))
        .rendering(isChart ? settings() : Rendering.detected())
        .destination(cluster, NAMESPACE)
        .syncPolicy(SyncPolicy.manual().withCreateNamespace())
        .build();
  }

  InMemoryGit git() {
    return git;
  }

  Revision first() {
    return first;
  }

  Revision second() {
    return second;
  }

  /** A commit with the chart of the first version, and another file that is no part of it. */
  Revision elsewhere() {
    return elsewhere;
  }

  /** Lets the branch end at a commit. */
  void moveTo(Revision revision) {
    repository.branch(BRANCH, revision);
  }

  @Override
  public void close() {
    git.close();
  }
}
