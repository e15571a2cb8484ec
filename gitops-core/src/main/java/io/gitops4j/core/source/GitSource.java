package io.gitops4j.core.source;

/**
 * Reads repositories. Thread-safe; calls block. Readers never wait for a fetch of something that is
 * already here.
 *
 * @since 0.1.0
 */
public interface GitSource extends AutoCloseable {

  /**
   * The branches and tags that the repository has now: one ref advertisement, nothing is fetched.
   *
   * @throws SourceException if the repository can't be reached or read
   */
  RemoteRefs refs(RepositoryUrl repository);

  /**
   * The commit that a selector means now. A full hash is taken at its word, without asking.
   *
   * @throws SourceException if there is none; the message names the nearest refs
   */
  Revision resolve(RepositoryUrl repository, RevisionSelector selector);

  /**
   * The files of a commit, fetched if they are not here yet.
   *
   * @throws SourceException if the repository does not have the commit
   */
  SourceTree tree(RepositoryUrl repository, Revision revision);

  /**
   * Author, message, time and parents of a commit.
   *
   * @throws SourceException if the repository does not have the commit
   */
  Commit commit(RepositoryUrl repository, Revision revision);

  /**
   * Whether one commit can be reached from another by parents; a commit is its own ancestor.
   *
   * @throws SourceException if the repository lacks one of them
   */
  boolean isAncestor(RepositoryUrl repository, Revision ancestor, Revision descendant);

  /** Ends all reading and frees what is open; idempotent. */
  @Override
  void close();
}
