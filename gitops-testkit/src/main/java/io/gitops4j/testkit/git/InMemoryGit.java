package io.gitops4j.testkit.git;

import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.EditPaths;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.GitWriter;
import io.gitops4j.core.source.LinkedTree;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.RevisionSelector.AbbreviatedCommit;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.testkit.git.History.Stored;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Git without any Git: repositories in memory, read and written like remote ones, with the object
 * ids of real Git. Merges and reverts work file by file: what both sides changed differently is a
 * conflict even where real Git would merge the lines. All spellings of an address are one
 * repository. Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryGit implements GitSource, GitWriter {
  private final Map<String, InMemoryRepository> repositories = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** The repository at an address, made empty if there is none yet. */
  public InMemoryRepository repository(String url) {
    return repository(RepositoryUrl.of(url));
  }

  /** The repository at an address, made empty if there is none yet. */
  public InMemoryRepository repository(RepositoryUrl url) {
    return repositories.computeIfAbsent(url.identity(), id -> new InMemoryRepository(url));
  }

  @Override
  public RemoteRefs refs(RepositoryUrl repository) {
    return remote(repository).answerRefCheck();
  }

  @Override
  public Revision resolve(RepositoryUrl repository, RevisionSelector selector) {
    if (selector instanceof RevisionSelector.Commit commit) {
      return commit.revision();
    }
    if (selector instanceof AbbreviatedCommit commit) {
      return resolve(repository, commit);
    }
    RemoteRefs refs = refs(repository);
    return refs.find(selector)
        .orElseThrow(() -> SourceException.unknownRevision(repository, selector, refs));
  }

  private Revision resolve(RepositoryUrl url, AbbreviatedCommit commit) {
    InMemoryRepository repository = known(url);
    List<Revision> found = repository.history().startingWith(commit.prefix());
    if (found.isEmpty()) {
      throw SourceException.unknownRevision(url, commit, repository.refs());
    }
    if (found.size() > 1) {
      throw new SourceException(
          Reason.UNKNOWN_REVISION,
          "'%s' names %d commits of repository '%s': %s; give more digits"
              .formatted(
                  commit,
                  found.size(),
                  url,
                  String.join(", ", found.stream().map(Revision::sha).toList())));
    }
    return found.get(0);
  }

  @Override
  public LinkedTree tree(RepositoryUrl repository, Revision revision) {
    Stored stored = stored(repository, revision);
    return new LinkedTree(
        new StoredObjects(known(repository).store(), revision, stored.tree(), this::refuseClosed));
  }

  @Override
  public Commit commit(RepositoryUrl repository, Revision revision) {
    return stored(repository, revision).commit();
  }

  @Override
  public boolean isAncestor(RepositoryUrl repository, Revision ancestor, Revision descendant) {
    stored(repository, ancestor);
    stored(repository, descendant);
    return known(repository).history().reachableFrom(descendant).contains(ancestor);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public Revision commit(CommitRequest request) {
    Target target = Target.of(remote(request.repository()), request.base(), request.branch());
    Revision base = target.base();
    FileTree before = target.history().files(base);
    FileTree after =
        before.with(
            EditPaths.in(tree(request.repository(), base)).resolve(request.edits()),
            target.repository().store());
    target.refuseEmpty(before, after, "the edits change nothing in");
    return target.push(after, List.of(base), request.signature());
  }

  @Override
  public Revision merge(MergeRequest request) {
    InMemoryRepository repository = remote(request.repository());
    Target target = Target.of(repository, request.into(), request.into());
    Revision head = target.tip(request.branch());
    if (!head.equals(request.expected())) {
      throw new SourceException(
          Reason.REJECTED,
          "branch '%s' of repository '%s' is at %s, not at %s: what is there now was not checked"
              .formatted(
                  request.branch(),
                  repository.url(),
                  head.abbreviated(),
                  request.expected().abbreviated()));
    }
    Revision into = target.base();
    History history = repository.history();
    if (history.reachableFrom(into).contains(head)) {
      throw new SourceException(
          Reason.REJECTED,
          "branch '%s' of repository '%s' is already merged into '%s'"
              .formatted(request.branch(), repository.url(), request.into()));
    }
    FileTree common = history.mergeBase(into, head).map(history::files).orElse(FileTree.EMPTY);
    FileTree merged =
        target.merged(
            ThreeWayMerge.of(common, history.files(into), history.files(head)),
            "merge branch '%s' into '%s'".formatted(request.branch(), request.into()));
    return target.push(merged, List.of(into, head), request.signature());
  }

  @Override
  public Revision revert(RevertRequest request) {
    Target target = Target.of(remote(request.repository()), request.base(), request.branch());
    Stored reverted = stored(request.repository(), request.reverted());
    History history = target.history();
    FileTree before =
        reverted.commit().parents().stream().findFirst().map(history::files).orElse(FileTree.EMPTY);
    FileTree now = history.files(target.base());
    FileTree after =
        target.merged(
            ThreeWayMerge.of(history.files(request.reverted()), now, before),
            "revert %s on '%s'".formatted(request.reverted().abbreviated(), request.base()));
    target.refuseEmpty(now, after, "there is nothing left to revert in");
    return target.push(after, List.of(target.base()), request.signature());
  }

  private Stored stored(RepositoryUrl repository, Revision revision) {
    InMemoryRepository known = known(repository);
    return known
        .history()
        .find(revision)
        .orElseThrow(
            () ->
                SourceException.unknownRevision(
                    repository, new RevisionSelector.Commit(revision), known.refs()));
  }

  /** For what a real source has to ask the server for. */
  private InMemoryRepository remote(RepositoryUrl url) {
    InMemoryRepository repository = known(url);
    if (!repository.isReachable()) {
      throw new SourceException(
          Reason.UNREACHABLE, "cannot reach repository '%s': told not to answer".formatted(url));
    }
    return repository;
  }

  private InMemoryRepository known(RepositoryUrl url) {
    refuseClosed();
    InMemoryRepository repository = repositories.get(url.identity());
    if (repository == null) {
      throw new SourceException(
          Reason.UNREACHABLE,
          "there is no repository at '%s'; there are %s"
              .formatted(
                  url, repositories.values().stream().map(InMemoryRepository::url).toList()));
    }
    return repository;
  }

  private void refuseClosed() {
    if (closed) {
      throw new IllegalStateException("the source is closed");
    }
  }
}
