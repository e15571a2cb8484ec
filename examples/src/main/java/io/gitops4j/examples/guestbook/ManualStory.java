package io.gitops4j.examples.guestbook;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.time.Duration;

/** A person does each step. */
final class ManualStory {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Story story;

  private ManualStory(Story story) {
    this.story = story;
  }

  static void play(Story story) {
    ManualStory manual = new ManualStory(story);
    Revision first = manual.deployFirstVersion();
    Revision second = manual.deploySecondVersion(first);
    manual.rollBack(first);
    manual.revertInGit(second);
  }

  private Revision deployFirstVersion() {
    Revision first = story.world().repository().first();
    story
        .narrator()
        .tell(
            "Git has the guestbook v1 at %s; nothing is deployed.".formatted(first.abbreviated()));
    story.refreshed(Expected.nothingDeployed());
    story.narrator().tell("Alice syncs both applications.");
    syncBoth("Alice");
    story.refreshed(Expected.synced(first, 1, 1));
    story.narrator().tree(story.world().aliyun().status().tree());
    return first;
  }

  private Revision deploySecondVersion(Revision first) {
    story.narrator().tell("A pull request sets the tag of the frontend to 0.2.");
    Revision second = story.mergeVersion2();
    story
        .narrator()
        .tell(
            "A refresh finds the merge: live %s, Git %s."
                .formatted(first.abbreviated(), second.abbreviated()));
    story.refreshed(Expected.outOfSync(first, 1, 1));
    story.narrator().tell("What a sync would change in the frontend.");
    for (ManagedApplication application : story.world().applications()) {
      String diff = application.diff(Expected.FRONTEND);
      story.narrator().diff(diff);
      requireImageChange(application, diff);
    }
    story.narrator().tell("Alice syncs both applications.");
    syncBoth("Alice");
    story.refreshed(Expected.synced(second, 2, 2));
    story.histories();
    return second;
  }

  private static void requireImageChange(ManagedApplication application, String diff) {
    boolean old =
        diff.lines()
            .anyMatch(line -> line.startsWith("-") && line.contains("guestbook/frontend:0.1"));
    boolean next =
        diff.lines()
            .anyMatch(line -> line.startsWith("+") && line.contains("guestbook/frontend:0.2"));
    if (!old || !next) {
      throw new UnexpectedStateException(
          "the diff of '%s' should replace image 0.1 by 0.2:%n%s".formatted(application, diff));
    }
  }

  private void rollBack(Revision first) {
    story
        .narrator()
        .tell(
            "v2 is not liked. Alice rolls both applications back to their first deployment, without Git.");
    for (ManagedApplication application : story.world().applications()) {
      require(
          application,
          application.rollback(DeploymentId.FIRST, SyncRequest.defaults().by("Alice")));
      application.awaitHealthy(PATIENCE);
    }
    story
        .narrator()
        .tell(
            "As deployed at %s and healthy; Git still says v2, so out of sync, as intended."
                .formatted(first.abbreviated()));
    story.refreshed(Expected.outOfSync(first, 3, 3));
    story.histories();
  }

  private void revertInGit(Revision second) {
    story.narrator().tell("A second pull request reverts the merge in Git.");
    Revision reverted = story.revert(second);
    story.narrator().tell("Git and the clusters agree again, with nothing to deploy.");
    story.refreshed(Expected.synced(reverted, 3, 3));
  }

  private void syncBoth(String person) {
    for (ManagedApplication application : story.world().applications()) {
      require(application, application.sync(SyncRequest.defaults().by(person)));
      application.awaitHealthy(PATIENCE);
    }
  }

  private void require(ManagedApplication application, SyncResult result) {
    story.narrator().result(result);
    if (!result.isSuccess()) {
      throw new UnexpectedStateException(
          "the sync of '%s' should succeed: %s".formatted(application.name(), result.message()));
    }
  }
}
