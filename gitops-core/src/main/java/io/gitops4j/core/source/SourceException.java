package io.gitops4j.core.source;

import io.gitops4j.core.kernel.GitOpsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repository, revision or file that could not be had.
 *
 * @since 0.1.0
 */
public final class SourceException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /**
   * What kind of thing was wrong.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** No branch, tag or commit of that name. */
    UNKNOWN_REVISION(false),
    /** No file or folder of that name in the commit. */
    MISSING_PATH(false),
    /** A link or path that leads out of the repository, or a link that leads in circles. */
    ESCAPING_PATH(false),
    /** The repository does not answer; it may later. */
    UNREACHABLE(true),
    /** The repository refuses the credentials, or asks for some. */
    UNAUTHORIZED(false),
    /** The repository, or our copy of it, is damaged. */
    CORRUPT(false),
    /** The repository is sound, but of a form that can't be read, such as with SHA-256 hashes. */
    UNSUPPORTED(false),
    /** A write that the repository refused: somebody else was faster, or a rule forbids it. */
    REJECTED(false),
    /** Two changes touch the same lines. */
    MERGE_CONFLICT(false);

    private final boolean mayPass;

    Reason(boolean mayPass) {
      this.mayPass = mayPass;
    }
  }

  private final Reason reason;

  /** Keeps reason, message and cause. */
  public SourceException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Without a cause. */
  public SourceException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** That a repository lacks what a selector names; the message tells the nearest refs. */
  public static SourceException unknownRevision(
      RepositoryUrl repository, RevisionSelector selector, RemoteRefs refs) {
    return new SourceException(
        Reason.UNKNOWN_REVISION,
        "repository '%s' has no %s%s"
            .formatted(repository, selector.describe(), whatIsThere(selector, refs)));
  }

  private static String whatIsThere(RevisionSelector selector, RemoteRefs refs) {
    if (refs.branches().isEmpty() && refs.tags().isEmpty()) {
      return ": it has no branch and no tag";
    }
    if (selector instanceof RevisionSelector.SemverRange && refs.tags().isEmpty()) {
      return ": it has no tag";
    }
    List<String> nearest = refs.nearest(selector);
    return nearest.isEmpty() ? "" : "; nearest are " + String.join(", ", nearest);
  }

  /** What kind of thing was wrong. */
  public Reason reason() {
    return reason;
  }

  @Override
  public boolean isTransient() {
    return reason.mayPass;
  }
}
