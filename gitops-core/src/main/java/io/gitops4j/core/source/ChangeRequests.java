package io.gitops4j.core.source;

/**
 * The place of review: pull requests, their approvals and required checks. What counts as approved
 * is its decision alone. Thread-safe; calls block.
 *
 * @since 0.1.0
 */
public interface ChangeRequests {

  /**
   * Opens a pull request.
   *
   * @throws SourceException if the place of review refuses it
   */
  PullRequest open(Proposal proposal);

  /**
   * What is known of a pull request now.
   *
   * @throws SourceException if there is none of that id
   */
  PullRequest get(String id);

  /**
   * Reports the outcome of a check on a commit of the pull request; a later report of the same name
   * replaces an earlier one.
   *
   * @throws SourceException if there is none of that id
   */
  void report(String id, CheckReport report);

  /**
   * Tells the place of review that its pull request was merged.
   *
   * @throws SourceException {@link SourceException.Reason#REJECTED} if it may not be merged; the
   *     message names what is missing
   */
  PullRequest merged(String id, Revision merge);

  /**
   * What is to be reviewed.
   *
   * @param repository where
   * @param branch what is to be merged
   * @param target the branch that is to receive it
   * @param head the commit of {@code branch}
   * @param title one line
   * @param description for the reviewer; may be empty
   * @since 0.1.0
   */
  record Proposal(
      RepositoryUrl repository,
      String branch,
      String target,
      Revision head,
      String title,
      String description) {}

  /**
   * The outcome of a check.
   *
   * @param name of the check, such as {@code gitops/plan}
   * @param head the commit that was checked
   * @param passed whether it is good
   * @param summary one line for a person
   * @since 0.1.0
   */
  record CheckReport(String name, Revision head, boolean passed, String summary) {}
}
