package io.gitops4j.jgit;

import io.gitops4j.core.source.Credentials;
import java.time.Duration;

/**
 * How repositories are reached. Immutable.
 *
 * @since 0.1.0
 */
public final class JGitOptions {
  private final Credentials credentials;
  private final Duration silence;
  private final Duration deadline;

  private JGitOptions(Credentials credentials, Duration silence, Duration deadline) {
    this.credentials = credentials;
    this.silence = silence;
    this.deadline = deadline;
  }

  /** Anonymous; 30 seconds of silence, or 10 minutes in all, end an operation. */
  public static JGitOptions defaults() {
    return new JGitOptions(Credentials.anonymous(), Duration.ofSeconds(30), Duration.ofMinutes(10));
  }

  /** What to present to repositories. */
  public JGitOptions withCredentials(Credentials other) {
    return new JGitOptions(other, silence, deadline);
  }

  /** How long a repository may be silent, to the second. */
  public JGitOptions withSilence(Duration other) {
    if (other.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "the silence must be at least a second, was '" + other + "'");
    }
    return new JGitOptions(credentials, other, deadline);
  }

  /** How long one operation with a repository may take in all. */
  public JGitOptions withDeadline(Duration other) {
    if (other.isNegative() || other.isZero()) {
      throw new IllegalArgumentException("the deadline must be positive, was '" + other + "'");
    }
    return new JGitOptions(credentials, silence, other);
  }

  Credentials credentials() {
    return credentials;
  }

  int silenceInSeconds() {
    return (int) Math.min(silence.toSeconds(), 24 * 60 * 60);
  }

  Duration deadline() {
    return deadline;
  }
}
