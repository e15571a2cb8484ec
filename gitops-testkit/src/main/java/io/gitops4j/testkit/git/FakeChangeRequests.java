package io.gitops4j.testkit.git;

import io.gitops4j.core.source.ChangeRequests;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.PullRequest;
import io.gitops4j.core.source.PullRequest.State;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A place of review: a pull request may be merged when enough people approved its present head and
 * all required checks passed on it. A new head ends approvals and checks. The heads are read from a
 * {@link GitSource}. Thread-safe by its own lock.
 *
 * @since 0.1.0
 */
public final class FakeChangeRequests implements ChangeRequests {
  private final GitSource git;
  private final int approvals;
  private final Set<String> checks;
  // Guarded by this.
  private final Map<String, Review> reviews = new LinkedHashMap<>();

  private FakeChangeRequests(GitSource git, int approvals, Set<String> checks) {
    this.git = git;
    this.approvals = approvals;
    this.checks = checks;
  }

  /** Reviews the branches of these repositories; asks for one approval and no check. */
  public static FakeChangeRequests on(GitSource git) {
    return new FakeChangeRequests(git, 1, Set.of());
  }

  /** One that asks for so many approvals; it begins without pull requests. */
  public FakeChangeRequests requiringApprovals(int number) {
    return new FakeChangeRequests(git, number, checks);
  }

  /** One that asks for these checks; it begins without pull requests. */
  public FakeChangeRequests requiringChecks(String... names) {
    return new FakeChangeRequests(git, approvals, new TreeSet<>(List.of(names)));
  }

  @Override
  public synchronized PullRequest open(Proposal proposal) {
    for (Review review : reviews.values()) {
      boolean same =
          review.proposal.repository().identity().equals(proposal.repository().identity())
              && review.proposal.branch().equals(proposal.branch());
      if (same && review.state == State.OPEN) {
        throw rejected(review.id, "it is open already for branch '" + proposal.branch() + "'");
      }
    }
    Revision head = head(proposal.repository(), proposal.branch());
    if (!head.equals(proposal.head())) {
      throw new SourceException(
          Reason.REJECTED,
          "cannot open a pull request: branch '%s' of repository '%s' is at %s, not at %s"
              .formatted(
                  proposal.branch(),
                  proposal.repository(),
                  head.abbreviated(),
                  proposal.head().abbreviated()));
    }
    Review review = new Review("#" + (reviews.size() + 1), proposal);
    reviews.put(review.id, review);
    return snapshot(review);
  }

  @Override
  public synchronized PullRequest get(String id) {
    return snapshot(current(id));
  }

  @Override
  public synchronized void report(String id, CheckReport report) {
    Review review = current(id);
    // One for an older head says nothing about this one.
    if (report.head().equals(review.head)) {
      review.reports.put(report.name(), report);
    }
  }

  @Override
  public synchronized PullRequest merged(String id, Revision merge) {
    Review review = reviewOf(id);
    // The branch may be gone after its merge, so the head is the one that was reviewed last.
    List<String> missing = missing(review);
    if (review.state != State.OPEN || !missing.isEmpty()) {
      throw rejected(
          id,
          review.state != State.OPEN
              ? "it is " + review.state + " already"
              : String.join(", ", missing));
    }
    review.state = State.MERGED;
    return snapshot(review);
  }

  /**
   * A person approves the present head.
   *
   * @throws SourceException if there is none of that id
   */
  public synchronized PullRequest approve(String id, Person reviewer) {
    Review review = current(id);
    if (!review.approvals.contains(reviewer)) {
      review.approvals.add(reviewer);
    }
    return snapshot(review);
  }

  /**
   * Gives a pull request up.
   *
   * @throws SourceException if there is none of that id
   */
  public synchronized PullRequest close(String id) {
    Review review = current(id);
    review.state = State.CLOSED;
    return snapshot(review);
  }

  private Review reviewOf(String id) {
    Review review = reviews.get(id);
    if (review == null) {
      throw new SourceException(
          Reason.REJECTED,
          "there is no pull request '%s'; there are %s".formatted(id, reviews.keySet()));
    }
    return review;
  }

  /** The review with the head that its branch has now. */
  private Review current(String id) {
    Review review = reviewOf(id);
    if (review.state == State.OPEN) {
      review.moveTo(head(review.proposal.repository(), review.proposal.branch()));
    }
    return review;
  }

  private Revision head(RepositoryUrl repository, String branch) {
    return git.resolve(repository, RevisionSelector.branch(branch));
  }

  private PullRequest snapshot(Review review) {
    return new PullRequest(
        review.id,
        review.proposal.branch(),
        review.proposal.target(),
        review.head,
        review.state,
        review.approvals,
        review.state == State.OPEN ? missing(review) : List.of());
  }

  private List<String> missing(Review review) {
    List<String> missing = new ArrayList<>();
    int more = approvals - review.approvals.size();
    if (more > 0) {
      missing.add(more + (more == 1 ? " approval is missing" : " approvals are missing"));
    }
    for (String name : checks) {
      CheckReport report = review.reports.get(name);
      if (report == null) {
        missing.add("check '" + name + "' has not reported");
      } else if (!report.passed()) {
        missing.add("check '" + name + "' failed: " + report.summary());
      }
    }
    return missing;
  }

  private static SourceException rejected(String id, String why) {
    return new SourceException(Reason.REJECTED, "pull request " + id + " is refused: " + why);
  }

  private static final class Review {
    private final String id;
    private final Proposal proposal;
    private final List<Person> approvals = new ArrayList<>();
    private final Map<String, CheckReport> reports = new LinkedHashMap<>();
    private Revision head;
    private State state = State.OPEN;

    Review(String id, Proposal proposal) {
      this.id = id;
      this.proposal = proposal;
      this.head = proposal.head();
    }

    void moveTo(Revision now) {
      if (!now.equals(head)) {
        head = now;
        approvals.clear();
        reports.clear();
      }
    }
  }
}
