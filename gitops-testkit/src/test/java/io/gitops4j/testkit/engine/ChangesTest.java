package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.FRONTEND;
import static io.gitops4j.testkit.engine.World.frontend;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.change.ChangeCheck;
import io.gitops4j.core.change.ChangeException;
import io.gitops4j.core.change.ChangeProposal;
import io.gitops4j.core.change.Changes;
import io.gitops4j.core.change.ProposedChange;
import io.gitops4j.core.change.ValueEdit;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.Review;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.testkit.cluster.Verb;
import io.gitops4j.testkit.git.FakeChangeRequests;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change comes to Git through review, is deployed, and is reverted the same way. */
class ChangesTest {
  private static final RepositoryUrl REPOSITORY = RepositoryUrl.of(World.URL);
  private static final Person ADA = new Person("Ada", "ada@example.org");
  private static final Person BOB = new Person("Bob", "bob@example.org");
  private static final String IMAGE = "spec.template.spec.containers[0].image";

  private final World world = World.create();
  private final FakeChangeRequests reviews =
      FakeChangeRequests.on(world.git).requiringApprovals(1).requiringChecks(Changes.CHECK_NAME);
  private final Changes changes = world.gitops.changes(world.git, reviews);

  @AfterEach
  void close() {
    world.close();
  }

  private ManagedApplication deployed() {
    world.push("frontend.yaml", frontend("0.1"));
    ManagedApplication app = world.manage(SyncPolicy.manual());
    app.sync();
    return app;
  }

  private static ChangeProposal version2() {
    return ChangeProposal.to(REPOSITORY, "master", "feature/v2", ADA, "Guestbook v2")
        .with(ValueEdit.of("app/frontend.yaml", IMAGE, "registry.example/gb-frontend:0.2"))
        .withDescription("As discussed.");
  }

  private Revision merged(ProposedChange change) {
    changes.check(change);
    reviews.approve(change.pullRequest().id(), BOB);
    return changes.merge(change, BOB);
  }

  @Test
  void isMergedWhenItIsCheckedAndApprovedAndNotBefore() {
    ManagedApplication app = deployed();
    ProposedChange change = changes.propose(version2());

    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> changes.merge(change, ADA))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.NOT_MERGEABLE))
        .withMessageContainingAll("#1", "approval is missing", Changes.CHECK_NAME);

    ChangeCheck check = changes.check(change);
    assertThat(check.passed()).isTrue();
    assertThat(check.summary()).contains("would change 1 objects");
    assertThat(check.applications().get(0).preview().orElseThrow().plan().step(FRONTEND))
        .isPresent();
    assertThatExceptionOfType(ChangeException.class).isThrownBy(() -> changes.merge(change, ADA));

    reviews.approve(change.pullRequest().id(), BOB);
    Revision merge = changes.merge(change, BOB);

    assertThat(world.repository().head("master")).isEqualTo(merge);
    assertThat(app.refresh().sync().git()).contains(merge);
  }

  @Test
  void checkingTouchesNothing() {
    deployed();
    ProposedChange change = changes.propose(version2());
    world.cluster.calls().clear();

    changes.check(change);

    assertThat(world.cluster.calls().count(Verb.APPLY)).isZero();
    assertThat(world.cluster.calls().count(Verb.DELETE)).isZero();
  }

  @Test
  void theHistoryTellsTheReview() {
    ManagedApplication app = deployed();
    Revision merge = merged(changes.propose(version2()));

    app.sync();

    assertThat(app.history().get(0).revision()).isEqualTo(merge);
    Review review = app.history().get(0).review().orElseThrow();
    assertThat(review.pullRequest()).isEqualTo("#1");
    assertThat(review.reviewers()).containsExactly(BOB);
  }

  @Test
  void isRevertedThroughReviewToo() {
    ManagedApplication app = deployed();
    Revision merge = merged(changes.propose(version2()));
    app.sync();
    app.rollback(app.history().get(1).id());

    ProposedChange revert =
        changes.proposeRevert(
            new Changes.RevertProposal(REPOSITORY, merge, "master", "revert/v2", ADA));
    Revision reverted = merged(revert);

    assertThat(revert.title()).startsWith("Revert ");
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
    assertThat(app.status().sync().live()).contains(reverted);
    assertThat(app.status().hold()).isEmpty();
    assertThat(app.history()).hasSize(3);
  }

  @Test
  void aBrokenFileFailsTheCheckAndBlocksTheMerge() {
    deployed();
    ProposedChange change = changes.propose(version2());
    world.repository().commit("feature/v2").file("app/frontend.yaml", "kind: [").push();

    ChangeCheck check = changes.check(change);
    reviews.approve(change.pullRequest().id(), BOB);

    assertThat(check.passed()).isFalse();
    assertThat(check.summary()).contains("1 of 1", "frontend.yaml");
    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> changes.merge(change, BOB))
        .withMessageContaining("failed");
  }

  @Test
  void whatTheClusterWouldNotTakeFailsTheCheck() {
    deployed();
    ProposedChange change = changes.propose(version2());
    world
        .repository()
        .commit("feature/v2")
        .file("app/w.yaml", "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n")
        .push();

    assertThat(changes.check(change).passed()).isFalse();
  }

  @Test
  void aLaterCommitEndsApprovalAndCheck() {
    deployed();
    ProposedChange change = changes.propose(version2());
    changes.check(change);
    reviews.approve(change.pullRequest().id(), BOB);
    world.repository().commit("feature/v2").file("app/sneaky.yaml", settings("x", "y")).push();

    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> changes.merge(change, ADA))
        .withMessageContaining("approval is missing");
  }

  @Test
  void isRefusedIfTheTargetMovedWhileItWasWritten() {
    deployed();
    OnCommit racing =
        new OnCommit(
            world.git,
            () ->
                world.push("frontend.yaml", frontend("0.1").replace("replicas: 2", "replicas: 3")));

    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> world.gitops.changes(racing, reviews).propose(version2()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(SourceException.Reason.REJECTED));
  }

  @Test
  void aConflictWithTheTargetIsNamed() {
    deployed();
    ProposedChange change = changes.propose(version2());
    changes.check(change);
    reviews.approve(change.pullRequest().id(), BOB);
    world.push("frontend.yaml", frontend("0.3"));

    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> changes.merge(change, BOB))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(SourceException.Reason.MERGE_CONFLICT))
        .withMessageContaining("app/frontend.yaml");
  }

  @Test
  void refusesAChangeThatChangesNothing() {
    deployed();
    ChangeProposal idle =
        ChangeProposal.to(REPOSITORY, "master", "idle", ADA, "Nothing")
            .with(ValueEdit.of("app/frontend.yaml", IMAGE, "registry.example/gb-frontend:0.1"));

    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> changes.propose(idle))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.NOTHING_TO_CHANGE));
    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(
            () ->
                changes.propose(
                    ChangeProposal.to(REPOSITORY, "master", "idle", ADA, "No edit at all")));
  }

  @Test
  void refusesAPathThatIsNotThereAndAFileThatIsNotThere() {
    deployed();
    ChangeProposal base = ChangeProposal.to(REPOSITORY, "master", "wrong", ADA, "Wrong");

    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(
            () ->
                changes.propose(base.with(ValueEdit.of("app/frontend.yaml", "spec.replica", "3"))))
        .withMessageContainingAll("spec.replica", "replicas");
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> changes.propose(base.with(ValueEdit.of("app/none.yaml", "a", "3"))))
        .withMessageContaining("app/none.yaml");
    assertThat(world.git.refs(REPOSITORY).branches().keySet())
        .isEqualTo(java.util.Set.of("master"));
  }

  @Test
  void changesOneByteSequenceInOneFile() {
    deployed();
    changes.propose(version2());

    Revision head = world.repository().head("feature/v2");
    assertThat(world.git.tree(REPOSITORY, head).read("app/frontend.yaml"))
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .isEqualTo(frontend("0.2"));
    assertThat(world.git.commit(REPOSITORY, head).author()).isEqualTo(ADA);
    assertThat(world.git.commit(REPOSITORY, head).message())
        .isEqualTo("Guestbook v2\n\nAs discussed.");
    assertThat(world.git.commit(REPOSITORY, head).parents())
        .isEqualTo(List.of(world.repository().head("master")));
  }
}
