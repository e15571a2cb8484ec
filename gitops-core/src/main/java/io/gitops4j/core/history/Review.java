package io.gitops4j.core.history;

import io.gitops4j.core.source.Person;
import java.util.List;

/**
 * The review that the deployed commit came through.
 *
 * @param pullRequest as the place of review writes it, such as {@code #12}
 * @param reviewers who approved it
 * @since 0.1.0
 */
public record Review(String pullRequest, List<Person> reviewers) {
  /** Copies the reviewers; refuses an empty pull request. */
  public Review {
    if (pullRequest.isBlank()) {
      throw new IllegalArgumentException("a review names its pull request, as in '#12'");
    }
    reviewers = List.copyOf(reviewers);
  }
}
