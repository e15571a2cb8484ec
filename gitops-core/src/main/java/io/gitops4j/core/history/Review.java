package io.gitops4j.core.history;

import io.gitops4j.core.source.Person;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The review that the deployed commit came through.
 *
 * @param pullRequest as the place of review writes it, such as {@code #12}
 * @param reviewers who approved it
 * @since 0.1.0
 */
public record Review(String pullRequest, List<Person> reviewers) {
  private static final Pattern PULL_REQUEST = Pattern.compile("(?m)^Pull-Request: *(\\S.*?) *$");
  private static final Pattern REVIEWER =
      Pattern.compile("(?m)^Reviewed-by: *([^<\\n]+?) *(?:<([^>\\n]*)>)? *$");

  /** Copies the reviewers; refuses an empty pull request. */
  public Review {
    if (pullRequest.isBlank()) {
      throw new IllegalArgumentException("a review names its pull request, as in '#12'");
    }
    reviewers = List.copyOf(reviewers);
  }

  /**
   * The review that the message of a merge commit tells in its trailers. The message is the one
   * place where every clone and every restart finds it again.
   *
   * @return empty if the message names no pull request
   */
  public static Optional<Review> of(String message) {
    return PULL_REQUEST
        .matcher(message)
        .results()
        .findFirst()
        .map(
            match ->
                new Review(
                    match.group(1),
                    REVIEWER.matcher(message).results().map(Review::reviewer).toList()));
  }

  private static Person reviewer(MatchResult match) {
    return new Person(match.group(1), Optional.ofNullable(match.group(2)).orElse(""));
  }

  /** A commit message with the trailers of this review, which {@link #of} reads again. */
  public String appendTo(String message) {
    StringBuilder text =
        new StringBuilder(message.stripTrailing())
            .append("\n\nPull-Request: ")
            .append(pullRequest)
            .append('\n');
    reviewers.forEach(reviewer -> text.append("Reviewed-by: ").append(reviewer).append('\n'));
    return text.toString();
  }
}
