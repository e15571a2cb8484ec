package io.gitops4j.testkit.engine;

import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceTree;

/** A source without any cache: what is down can't be had, not even what was read before. */
final class Unreachable implements GitSource {
  private final GitSource git;
  private boolean isDown;

  Unreachable(GitSource git) {
    this.git = git;
  }

  void down() {
    isDown = true;
  }

  void up() {
    isDown = false;
  }

  private GitSource git() {
    if (isDown) {
      throw new SourceException(SourceException.Reason.UNREACHABLE, "no route to the repository");
    }
    return git;
  }

  @Override
  public RemoteRefs refs(RepositoryUrl repository) {
    return git().refs(repository);
  }

  @Override
  public Revision resolve(RepositoryUrl repository, RevisionSelector selector) {
    return git().resolve(repository, selector);
  }

  @Override
  public SourceTree tree(RepositoryUrl repository, Revision revision) {
    return git().tree(repository, revision);
  }

  @Override
  public Commit commit(RepositoryUrl repository, Revision revision) {
    return git().commit(repository, revision);
  }

  @Override
  public boolean isAncestor(RepositoryUrl repository, Revision ancestor, Revision descendant) {
    return git().isAncestor(repository, ancestor, descendant);
  }

  @Override
  public void close() {}
}
