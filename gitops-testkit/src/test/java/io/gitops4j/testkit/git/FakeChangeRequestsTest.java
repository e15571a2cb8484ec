package io.gitops4j.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.source.ChangeRequests;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.PullRequest;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.testkit.contract.ChangeRequestsContract;
import org.junit.jupiter.api.Test;

class FakeChangeRequestsTest extends ChangeRequestsContract {
  private final InMemoryGit git = new InMemoryGit();
  private final InMemoryRepository repository = git.repository("https://git.example/guestbook");
  private final FakeChangeRequests requests =
      FakeChangeRequests.on(git).requiringApprovals(1).requiringChecks("gitops/plan");

  FakeChangeRequestsTest() {
    repository.commit("master").file("values.yaml", "tag: 0.1\n").push();
  }

  @Override
  protected ChangeRequests changeRequests() {
    return requests;
  }

  @Override
  protected RepositoryUrl repository() {
    return repository.url();
  }

  @Override
  protected Revision push(String branch) {
    return repository.commit(branch).message("Another change").push();
  }

  @Override
  protected void approve(String id, Person reviewer) {
    requests.approve(id, reviewer);
  }

  @Test
  void aNewHeadEndsApprovals() {
    String id = open(push("feat/v2")).id();
    requests.approve(id, Person.named("Grace"));
    push("feat/v2");

    assertThat(requests.get(id).approvals()).isEmpty();
    assertThat(requests.get(id).missing()).contains("1 approval is missing");
  }

  @Test
  void aPersonCountsOnce() {
    FakeChangeRequests two = FakeChangeRequests.on(git).requiringApprovals(2);
    Revision head = push("feat/v2");
    String id = two.open(proposal(head)).id();

    two.approve(id, Person.named("Grace"));
    assertThat(two.approve(id, Person.named("Grace")).isMergeable()).isFalse();
    assertThat(two.approve(id, Person.named("Ada")).isMergeable()).isTrue();
  }

  @Test
  void refusesASecondOneForABranchUntilTheFirstIsClosed() {
    Revision head = push("feat/v2");
    String id = open(head).id();

    assertThatThrownBy(() -> open(head))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(id);
    assertThat(requests.close(id).state()).isEqualTo(PullRequest.State.CLOSED);
    assertThat(open(head).id()).isNotEqualTo(id);
  }

  private PullRequest open(Revision head) {
    return requests.open(proposal(head));
  }

  private ChangeRequests.Proposal proposal(Revision head) {
    return new ChangeRequests.Proposal(
        repository.url(), "feat/v2", "master", head, "Deploy v2", "");
  }
}
