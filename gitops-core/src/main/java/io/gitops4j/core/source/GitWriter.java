package io.gitops4j.core.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Writes to repositories without a work tree. Every call pushes what it made and fails, with
 * nothing changed in the repository, if somebody else was faster. Thread-safe; calls block.
 *
 * @since 0.1.0
 */
public interface GitWriter {

  /**
   * Commits edits on top of a branch, to that branch or to a new one.
   *
   * @throws SourceException {@link SourceException.Reason#REJECTED} if the branch to write moved
   *     meanwhile, or exists although it is to be new; {@link
   *     SourceException.Reason#UNKNOWN_REVISION} if the base does not exist
   */
  Revision commit(CommitRequest request);

  /**
   * Merges a branch into another by a merge commit, also where a fast-forward would do, so that a
   * revert has one commit to name.
   *
   * @throws SourceException {@link SourceException.Reason#MERGE_CONFLICT} naming the files
   */
  Revision merge(MergeRequest request);

  /**
   * Commits the inverse of a commit on top of a branch; of a merge, against its first parent.
   *
   * @throws SourceException {@link SourceException.Reason#MERGE_CONFLICT} naming the files that
   *     changed since
   */
  Revision revert(RevertRequest request);

  /**
   * Who commits, with which words, when.
   *
   * @param author also the committer
   * @param message the whole message
   * @param time of the commit
   * @since 0.1.0
   */
  record Signature(Person author, String message, Instant time) {}

  /**
   * What {@link GitWriter#commit} needs.
   *
   * @param repository where
   * @param base the branch to build on
   * @param expected the commit that {@code base} must be at, because the edits were made from it;
   *     empty for wherever it is
   * @param branch the branch to write; equal to {@code base} to move that one, else it must be new
   * @param edits new content by path; empty deletes the file
   * @param signature who, why, when
   * @since 0.1.0
   */
  record CommitRequest(
      RepositoryUrl repository,
      String base,
      Optional<Revision> expected,
      String branch,
      Map<String, Optional<FileContent>> edits,
      Signature signature) {
    /** Copies the edits and refuses none at all. */
    public CommitRequest {
      edits = Map.copyOf(edits);
      if (edits.isEmpty()) {
        throw new IllegalArgumentException(
            "a commit must change something, but there are no edits for '" + branch + "'");
      }
    }

    /** Builds on a branch wherever it is. */
    public CommitRequest(
        RepositoryUrl repository,
        String base,
        String branch,
        Map<String, Optional<FileContent>> edits,
        Signature signature) {
      this(repository, base, Optional.empty(), branch, edits, signature);
    }
  }

  /**
   * What {@link GitWriter#merge} needs.
   *
   * @param repository where
   * @param branch what is merged
   * @param into the branch that receives it
   * @param expected the commit that {@code branch} must be at, so that what was checked is what is
   *     merged
   * @param signature who, why, when
   * @since 0.1.0
   */
  record MergeRequest(
      RepositoryUrl repository,
      String branch,
      String into,
      Revision expected,
      Signature signature) {}

  /**
   * What {@link GitWriter#revert} needs.
   *
   * @param repository where
   * @param reverted the commit to undo
   * @param base the branch whose state the inverse is applied to
   * @param branch the branch to write; equal to {@code base} to move that one, else it must be new
   * @param signature who, why, when
   * @since 0.1.0
   */
  record RevertRequest(
      RepositoryUrl repository,
      Revision reverted,
      String base,
      String branch,
      Signature signature) {}

  /**
   * The bytes of a file.
   *
   * @since 0.1.0
   */
  final class FileContent {
    private final byte[] bytes;

    private FileContent(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Copies the bytes. */
    public static FileContent of(byte[] bytes) {
      return new FileContent(bytes.clone());
    }

    /** A text in UTF-8. */
    public static FileContent of(String text) {
      return new FileContent(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }
}
