package io.gitops4j.examples.readme;

import static io.gitops4j.core.application.ApplicationSource.git;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.helm.Helm;
import io.gitops4j.helm.HelmRenderer;
import io.gitops4j.jgit.JGitSource;
import io.gitops4j.kube.KubernetesTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The front door in one screen. Needs a repository and a cluster of the reader's, so it is compiled
 * and not run: {@code ./examples/run guestbook} plays the same steps on embedded ones.
 *
 * @since 0.1.0
 */
public final class ReadmeExample {
  private ReadmeExample() {}

  static void deploy(Path cache, Path state, Path kubeconfig) {
    // region story
    try (JGitSource source = JGitSource.cachingIn(cache);
        KubernetesTarget aliyun = KubernetesTarget.fromKubeconfig(kubeconfig, "aliyun");
        StateStore store = StateStore.directory(state);
        GitOps gitops =
            GitOps.builder()
                .gitSource(source)
                .renderer(HelmRenderer.create())
                .cluster("aliyun", aliyun)
                .stateStore(store)
                .build()) {

      ManagedApplication guestbook =
          gitops.manage(
              Application.named("guestbook-aliyun")
                  .source(
                      git("https://git.example/guestbook.git").branch("master").path("guestbook"))
                  .rendering(Helm.values("values.yaml"))
                  .destination("aliyun", "guestbook")
                  .syncPolicy(SyncPolicy.manual())
                  .build());

      ApplicationStatus status = guestbook.refresh(); // OutOfSync: live 14afbac, Git f9c5a9d
      System.out.println(status);
      System.out.println(guestbook.diff()); // exactly what a sync would change, secrets masked
      SyncResult result = guestbook.sync();
      System.out.println(result.message());
      guestbook.awaitHealthy(Duration.ofMinutes(5));

      List<Deployment> history = guestbook.history(); // which commit, when, why, by whom
      guestbook.rollback(history.get(1).id()); // needs neither Git nor the chart

      // What would a merge change? Nothing is touched.
      SyncPlan preview = guestbook.plan(RevisionSelector.branch("feat/guestbook-v2"));
      System.out.println(preview);

      gitops.start(); // from here on polling, watches, and what the policy allows
    }
    // endregion
  }
}
