package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.source.ChangeRequests;
import io.gitops4j.core.source.ChangeRequests.CheckReport;
import io.gitops4j.core.source.ChangeRequests.Proposal;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.PullRequest;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ChangeRequests} must do; extend it to test an implementation. The place of
 * review under test asks for one approval and for the check {@code gitops/plan}.
 *
 * @since 0.1.0
 */
public abstract class ChangeRequestsContract {
  private static final String CHECK = "gitops/plan";
  private static final Person GRACE = new Person("Grace", "grace@example.org");

  /** The implementation under test, the same for the whole test. */
  protected abstract ChangeRequests changeRequests();

  /** A repository with the branch {@code master}, the same for the whole test. */
  protected abstract RepositoryUrl repository();

  /** Commits something new to a branch other than {@code master}, which may be new. */
  protected abstract Revision push(String branch);

  /** A reviewer approves what is there now. */
  protected abstract void approve(String id, Person reviewer);

  @Test
  void aNewOneIsOpenAndSaysWhatIsMissing() {
    Revision head = push("feat/v2");

    PullRequest opened = open("feat/v2", head);

    assertThat(opened.state()).isEqualTo(PullRequest.State.OPEN);
    assertThat(opened.branch()).isEqualTo("feat/v2");
    assertThat(opened.target()).isEqualTo("master");
    assertThat(opened.head()).isEqualTo(head);
    assertThat(opened.approvals()).isEmpty();
    assertThat(opened.missing()).anySatisfy(words -> assertThat(words).contains(CHECK));
    assertThat(opened.isMergeable()).isFalse();
    assertThat(changeRequests().get(opened.id())).isEqualTo(opened);
  }

  @Test
  void isMergeableWithApprovalAndCheck() {
    Revision head = push("feat/v2");
    String id = open("feat/v2", head).id();

    approve(id, GRACE);
    assertThat(changeRequests().get(id).isMergeable()).isFalse();
    changeRequests().report(id, new CheckReport(CHECK, head, true, "fine"));

    assertThat(changeRequests().get(id).isMergeable()).isTrue();
    assertThat(changeRequests().get(id).approvals()).containsExactly(GRACE);
  }

  @Test
  void aFailedCheckBlocksUntilItPasses() {
    Revision head = push("feat/v2");
    String id = open("feat/v2", head).id();
    approve(id, GRACE);

    changeRequests().report(id, new CheckReport(CHECK, head, false, "prunes a Namespace"));
    assertThat(changeRequests().get(id).missing())
        .anySatisfy(words -> assertThat(words).contains(CHECK));
    changeRequests().report(id, new CheckReport(CHECK, head, true, "fine"));

    assertThat(changeRequests().get(id).isMergeable()).isTrue();
  }

  @Test
  void aCheckOfAnOlderHeadDoesNotCount() {
    Revision before = push("feat/v2");
    String id = open("feat/v2", before).id();
    approve(id, GRACE);
    changeRequests().report(id, new CheckReport(CHECK, before, true, "fine"));

    Revision after = push("feat/v2");
    changeRequests().report(id, new CheckReport(CHECK, before, true, "fine"));

    assertThat(changeRequests().get(id).head()).isEqualTo(after);
    assertThat(changeRequests().get(id).isMergeable()).isFalse();
  }

  @Test
  void refusesToCallWhatIsBlockedMerged() {
    Revision head = push("feat/v2");
    String id = open("feat/v2", head).id();
    approve(id, GRACE);

    assertThatThrownBy(() -> changeRequests().merged(id, head))
        .satisfies(e -> hasReason(e, Reason.REJECTED))
        .hasMessageContaining(id)
        .hasMessageContaining(CHECK);
    assertThat(changeRequests().get(id).state()).isEqualTo(PullRequest.State.OPEN);
  }

  @Test
  void remembersThatItWasMerged() {
    Revision head = push("feat/v2");
    String id = open("feat/v2", head).id();
    approve(id, GRACE);
    changeRequests().report(id, new CheckReport(CHECK, head, true, "fine"));

    PullRequest merged = changeRequests().merged(id, head);

    assertThat(merged.state()).isEqualTo(PullRequest.State.MERGED);
    assertThat(merged.isMergeable()).isFalse();
    assertThat(merged.approvals()).containsExactly(GRACE);
    assertThat(changeRequests().get(id)).isEqualTo(merged);
  }

  @Test
  void twoAreKeptApart() {
    String one = open("one", push("one")).id();
    String two = open("two", push("two")).id();

    approve(one, GRACE);

    assertThat(one).isNotEqualTo(two);
    assertThat(changeRequests().get(two).approvals()).isEmpty();
  }

  @Test
  void anUnknownIdIsNamed() {
    assertThatThrownBy(() -> changeRequests().get("#4711"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("#4711");
  }

  private PullRequest open(String branch, Revision head) {
    return changeRequests()
        .open(new Proposal(repository(), branch, "master", head, "Deploy v2", ""));
  }

  private static void hasReason(Throwable e, Reason reason) {
    assertThat(e)
        .isInstanceOfSatisfying(
            SourceException.class, source -> assertThat(source.reason()).isEqualTo(reason));
  }
}
