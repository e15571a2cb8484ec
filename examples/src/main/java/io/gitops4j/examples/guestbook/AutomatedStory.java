package io.gitops4j.examples.guestbook;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.sync.SyncRequest;
import java.time.Duration;

/** The engine follows Git by itself; a person only rolls back. */
final class AutomatedStory {
  /** A poll is due after three minutes at the latest; pods need some time too. */
  static final Duration ENOUGH = Duration.ofMinutes(5);

  private AutomatedStory() {}

  static void play(Story story) {
    World world = story.world();
    Revision first = world.repository().first();
    story.narrator().tell("The engine starts: it finds v1 in Git and deploys it.");
    world.gitops().start();
    world.time().advance(ENOUGH);
    story.refreshed(Expected.synced(first, 1, 1));
    story.narrator().tell("v2 is merged.");
    Revision second = story.mergeVersion2();
    story.narrator().tell("Three minutes later at most it is deployed.");
    world.time().advance(ENOUGH);
    story.refreshed(Expected.synced(second, 2, 2));
    story.narrator().tell("A rollback holds: automation leaves v2 alone.");
    for (ManagedApplication application : world.applications()) {
      story
          .narrator()
          .result(application.rollback(DeploymentId.FIRST, SyncRequest.defaults().by("Alice")));
    }
    world.time().advance(ENOUGH.multipliedBy(3));
    story.refreshed(Expected.outOfSync(first, 3, 3));
    story.narrator().tell("Reverted in Git: the hold ends, nothing is to be deployed.");
    Revision reverted = story.revert(second);
    world.time().advance(ENOUGH);
    story.noticed(Expected.synced(reverted, 3, 3));
    story.histories();
  }
}
