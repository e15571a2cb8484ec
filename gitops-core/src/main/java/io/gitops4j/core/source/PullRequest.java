package io.gitops4j.core.source;

import java.util.List;

/**
 * A proposed change as the place of review knows it.
 *
 * @param id as the place of review writes it, such as {@code #12}
 * @param branch what is to be merged
 * @param target the branch that is to receive it
 * @param head the commit of {@code branch} that reviews and checks are about
 * @param state how far it is
 * @param approvals who approved {@code head}
 * @param missing what still blocks a merge, in words for a person; empty when it may be merged
 * @since 0.1.0
 */
public record PullRequest(
    String id,
    String branch,
    String target,
    Revision head,
    State state,
    List<Person> approvals,
    List<String> missing) {
  /** Copies the lists. */
  public PullRequest {
    approvals = List.copyOf(approvals);
    missing = List.copyOf(missing);
  }

  /** Whether it is open and nothing blocks a merge. */
  public boolean isMergeable() {
    return state == State.OPEN && missing.isEmpty();
  }

  /**
   * How far a pull request is.
   *
   * @since 0.1.0
   */
  public enum State {
    /** Under review. */
    OPEN,
    /** Merged. */
    MERGED,
    /** Given up. */
    CLOSED
  }
}
