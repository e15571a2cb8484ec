package io.gitops4j.examples.guestbook;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.change.ChangeCheck;
import io.gitops4j.core.change.ChangeException;
import io.gitops4j.core.change.ChangeProposal;
import io.gitops4j.core.change.Changes;
import io.gitops4j.core.change.ProposedChange;
import io.gitops4j.core.change.ValueEdit;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.source.Revision;
import java.util.function.Consumer;

/**
 * What all ways to play the story share: the change through review, its revert, and looking at both
 * applications.
 */
final class Story {
  private final World world;
  private final Narrator narrator;

  Story(World world, Narrator narrator) {
    this.world = world;
    this.narrator = narrator;
  }

  /** Plays the story under each policy. */
  static void playAll(Narrator narrator) {
    play(narrator, "Manual: the whole story", SyncPolicy.manual(), ManualStory::play);
    play(narrator, "Automated: a merge is enough", SyncPolicy.automated(), AutomatedStory::play);
    play(
        narrator,
        "Automated with self-heal: the cluster keeps to Git",
        SyncPolicy.automated().withSelfHeal(),
        SelfHealStory::play);
    narrator.tell("Every expected state was reached.");
  }

  private static void play(
      Narrator narrator, String title, SyncPolicy policy, Consumer<Story> chapters) {
    narrator.chapter(title);
    try (TemporaryFolder folder = TemporaryFolder.create();
        World world = World.in(folder.path(), policy)) {
      chapters.accept(new Story(world, narrator));
    }
  }

  World world() {
    return world;
  }

  Narrator narrator() {
    return narrator;
  }

  /** Proposes v2, has it checked and reviewed, and merges it. */
  Revision mergeVersion2() {
    Changes changes = world.changes();
    ProposedChange change =
        changes.propose(
            ChangeProposal.to(
                    world.repository().address(),
                    GuestbookRepository.BRANCH,
                    "feat/guestbook-v2",
                    World.ALICE,
                    "Guestbook v2")
                .with(ValueEdit.of("guestbook/values.yaml", "frontend.image.tag", "0.2"))
                .with(ValueEdit.of("guestbook/values-idc.yaml", "frontend.image.tag", "0.2")));
    narrator.line(
        "%s opened by %s from %s"
            .formatted(change.pullRequest().id(), World.ALICE, change.pullRequest().branch()));
    requireRefused(changes, change);
    return reviewAndMerge(changes, change);
  }

  private void requireRefused(Changes changes, ProposedChange change) {
    try {
      changes.merge(change, World.ALICE);
    } catch (ChangeException e) {
      narrator.line("not merged yet: " + e.getMessage());
      return;
    }
    throw new UnexpectedStateException("a change without review or check was merged");
  }

  private Revision reviewAndMerge(Changes changes, ProposedChange change) {
    ChangeCheck check = changes.check(change);
    if (!check.passed()) {
      throw new UnexpectedStateException(
          "the check of %s should pass: %s".formatted(change.pullRequest().id(), check.summary()));
    }
    narrator.line("checked: " + check.summary());
    check
        .applications()
        .forEach(
            each ->
                each.preview()
                    .ifPresent(
                        preview -> narrator.line("  " + each.name() + ": " + preview.plan())));
    world.reviews().approve(change.pullRequest().id(), World.BOB);
    Revision merge = changes.merge(change, World.BOB);
    narrator.line(
        "reviewed by %s and merged as %s".formatted(World.BOB.name(), merge.abbreviated()));
    return merge;
  }

  /** Reverts a merge through a pull request. */
  Revision revert(Revision merge) {
    Changes changes = world.changes();
    Changes.RevertProposal proposal =
        new Changes.RevertProposal(
            world.repository().address(),
            merge,
            GuestbookRepository.BRANCH,
            "revert/guestbook-v2",
            World.ALICE);
    ProposedChange change = changes.proposeRevert(proposal);
    narrator.line(
        "%s opened by %s from %s"
            .formatted(change.pullRequest().id(), World.ALICE, change.pullRequest().branch()));
    return reviewAndMerge(changes, change);
  }

  /** Looks at both applications, prints them, and fails unless both are as expected. */
  void refreshed(Expected expected) {
    for (ManagedApplication application : world.applications()) {
      seen(application, application.refresh(), expected);
    }
  }

  /**
   * Prints both applications as the engine last found them by itself, and fails unless both are as
   * expected.
   */
  void noticed(Expected expected) {
    for (ManagedApplication application : world.applications()) {
      seen(application, application.status(), expected);
    }
  }

  private void seen(ManagedApplication application, ApplicationStatus status, Expected expected) {
    narrator.status(status);
    expected.require(application, status);
  }

  void histories() {
    world
        .applications()
        .forEach(
            application -> narrator.history(application.name().value(), application.history()));
  }
}
