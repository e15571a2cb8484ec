package io.gitops4j.core.reconcile;

import io.gitops4j.core.history.Review;
import io.gitops4j.core.source.Person;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The review that a merge commit came through, as its message says it in trailers: the message is the one place that every clone and
 * every restart finds again.
 */
final class ReviewTrailers {
  private static final Pattern PULL_REQUEST = Pattern.compile("(?m)^Pull-Request: *(\\S.*?) *$");
  private static final Pattern REVIEWER = Pattern.compile("(?m)^Reviewed-by: *([^<\\n]+?) *(?:<([^>\\n]*)>)? *$");

  private ReviewTrailers() {}

  static Optional<Review> read(String message) {
    return PULL_REQUEST
        .matcher(message)
        .results()
        .findFirst()
        .map(match -> new Review(match.group(1), REVIEWER.matcher(message).results().map(ReviewTrailers::reviewer).toList()));
  }

  private static Person reviewer(MatchResult match) {
    return new Person(match.group(1), Optional.ofNullable(match.group(2)).orElse(""));
  }

  /** A message with the trailers of a review, for the merge commit of a pull request. */
  static String write(String message, String pullRequest, List<Person> reviewers) {
    StringBuilder text = new StringBuilder(message.stripTrailing()).append("\n\nPull-Request: ").append(pullRequest).append('\n');
    reviewers.forEach(reviewer -> text.append("Reviewed-by: ").append(reviewer).append('\n'));
    return text.toString();
  }
}
