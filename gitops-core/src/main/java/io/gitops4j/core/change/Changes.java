package io.gitops4j.core.change;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.change.ChangeCheck.ApplicationCheck;
import io.gitops4j.core.change.ChangeException.Reason;
import io.gitops4j.core.history.Review;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.reconcile.Preview;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.source.ChangeRequests;
import io.gitops4j.core.source.ChangeRequests.CheckReport;
import io.gitops4j.core.source.ChangeRequests.Proposal;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.GitWriter;
import io.gitops4j.core.source.GitWriter.CommitRequest;
import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.GitWriter.MergeRequest;
import io.gitops4j.core.source.GitWriter.RevertRequest;
import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.PullRequest;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings a change to Git through review: proposes it on a branch, checks what a merge would do to
 * every application that follows the target branch, merges it once the place of review allows, and
 * reverts a merge the same way. Thread-safe; calls block.
 *
 * @since 0.1.0
 */
public final class Changes {
  /** The name under which {@link #check} reports to the place of review. */
  public static final String CHECK_NAME = "gitops4j/plan";

  private final Reconciler reconciler;
  private final GitSource git;
  private final GitWriter writer;
  private final ChangeRequests requests;
  private final Scheduler scheduler;

  /** Proposes to the repositories of a reconciler's applications. */
  public Changes(
      Reconciler reconciler,
      GitSource git,
      GitWriter writer,
      ChangeRequests requests,
      Scheduler scheduler) {
    this.reconciler = reconciler;
    this.git = git;
    this.writer = writer;
    this.requests = requests;
    this.scheduler = scheduler;
  }

  /**
   * Edits values on a new branch and opens a pull request.
   *
   * @throws ChangeException if an edit can't be made in place, or nothing would change
   */
  public ProposedChange propose(ChangeProposal proposal) {
    Revision base = git.resolve(proposal.repository(), RevisionSelector.branch(proposal.target()));
    Map<String, Optional<FileContent>> edits =
        edited(proposal, git.tree(proposal.repository(), base));
    String message =
        proposal.description().isEmpty()
            ? proposal.title()
            : proposal.title() + "\n\n" + proposal.description();
    Signature signature = new Signature(proposal.author(), message, scheduler.now());
    Revision head =
        writer.commit(
            new CommitRequest(
                proposal.repository(),
                proposal.target(),
                Optional.of(base),
                proposal.branch(),
                edits,
                signature));
    return open(
        new Proposal(
            proposal.repository(),
            proposal.branch(),
            proposal.target(),
            head,
            proposal.title(),
            proposal.description()));
  }

  private static Map<String, Optional<FileContent>> edited(
      ChangeProposal proposal, SourceTree tree) {
    Map<String, ValuesFile> files = new TreeMap<>();
    for (ValueEdit edit : proposal.edits()) {
      ValuesFile file =
          files.computeIfAbsent(edit.file(), name -> ValuesFile.of(name, tree.read(name)));
      files.put(edit.file(), file.with(edit.path(), edit.value()));
    }
    Map<String, Optional<FileContent>> changed = new TreeMap<>();
    files.forEach(
        (name, file) -> {
          if (!Arrays.equals(file.bytes(), tree.read(name))) {
            changed.put(name, Optional.of(FileContent.of(file.bytes())));
          }
        });
    if (changed.isEmpty()) {
      throw new ChangeException(
          Reason.NOTHING_TO_CHANGE,
          "'%s' would change nothing: %s already says so"
              .formatted(proposal.title(), proposal.target()));
    }
    return changed;
  }

  private ProposedChange open(Proposal proposal) {
    return new ProposedChange(proposal.repository(), requests.open(proposal), proposal.title());
  }

  /**
   * Renders every application that follows the target branch at the head of the change, compares
   * with its cluster, touches nothing, and reports the outcome to the place of review.
   */
  public ChangeCheck check(ProposedChange change) {
    PullRequest now = requests.get(change.pullRequest().id());
    RemoteRefs refs = git.refs(change.repository());
    List<ApplicationCheck> checks =
        reconciler.applications().stream()
            .filter(application -> follows(application, change.repository(), refs, now.target()))
            .map(application -> check(application, now.head()))
            .toList();
    ChangeCheck check = new ChangeCheck(now.head(), checks);
    requests.report(
        now.id(), new CheckReport(CHECK_NAME, now.head(), check.passed(), check.summary()));
    return check;
  }

  /** By name, or by {@code HEAD} where that is the same commit. */
  private static boolean follows(
      Application application, RepositoryUrl repository, RemoteRefs refs, String target) {
    boolean sameRepository =
        application.source().repository().identity().equals(repository.identity());
    RevisionSelector selector = application.source().selector();
    Optional<Revision> tip = Optional.ofNullable(refs.branches().get(target));
    boolean named = selector.equals(RevisionSelector.branch(target));
    boolean isDefault =
        selector.equals(RevisionSelector.head()) && tip.isPresent() && refs.head().equals(tip);
    return sameRepository && (named || isDefault);
  }

  private ApplicationCheck check(Application application, Revision head) {
    try {
      SyncRequest request = SyncRequest.defaults().withPruning(SyncRequest.Pruning.ALLOWED);
      Preview preview =
          reconciler.preview(application.name(), new RevisionSelector.Commit(head), request);
      Optional<String> problem =
          preview.plan().blockers().stream().findFirst().map(Changes::describe);
      return new ApplicationCheck(application.name(), Optional.of(preview), problem);
    } catch (GitOpsException e) {
      return new ApplicationCheck(
          application.name(),
          Optional.empty(),
          Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString())));
    }
  }

  private static String describe(SyncPlan.Blocker blocker) {
    return blocker.key() + ": " + blocker.reason();
  }

  /**
   * Merges exactly the commit that was reviewed and checked. The message of the merge names the
   * pull request and its reviewers, from where the history of every application takes them.
   *
   * @throws ChangeException if the place of review does not allow it yet; the message says what is
   *     missing
   */
  public Revision merge(ProposedChange change, Person merger) {
    PullRequest now = requests.get(change.pullRequest().id());
    if (!now.isMergeable()) {
      throw new ChangeException(
          Reason.NOT_MERGEABLE,
          "%s '%s' is %s; missing: %s"
              .formatted(now.id(), change.title(), now.state(), now.missing()));
    }
    String message =
        new Review(now.id(), now.approvals())
            .appendTo("Merge %s: %s".formatted(now.id(), change.title()));
    Signature signature = new Signature(merger, message, scheduler.now());
    Revision merge =
        writer.merge(
            new MergeRequest(
                change.repository(), now.branch(), now.target(), now.head(), signature));
    requests.merged(now.id(), merge);
    return merge;
  }

  /** Opens a pull request that undoes a merge. */
  public ProposedChange proposeRevert(RevertProposal revert) {
    String title = "Revert " + git.commit(revert.repository(), revert.merge()).summary();
    String message = title + "\n\nThis reverts commit " + revert.merge().sha() + ".";
    Signature signature = new Signature(revert.author(), message, scheduler.now());
    Revision head =
        writer.revert(
            new RevertRequest(
                revert.repository(), revert.merge(), revert.target(), revert.branch(), signature));
    return open(
        new Proposal(revert.repository(), revert.branch(), revert.target(), head, title, message));
  }

  /**
   * A merge to undo.
   *
   * @param repository where
   * @param merge the commit to undo
   * @param target the branch that has it
   * @param branch the new branch that holds the inverse
   * @param author who proposes it
   * @since 0.1.0
   */
  public record RevertProposal(
      RepositoryUrl repository, Revision merge, String target, String branch, Person author) {}
}
