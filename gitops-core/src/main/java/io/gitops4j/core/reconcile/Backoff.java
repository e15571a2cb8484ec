package io.gitops4j.core.reconcile;

import java.time.Duration;

/**
 * Ever longer pauses.
 *
 * @param first after the first attempt
 * @param factor by which each further one is longer
 * @param longest the most it grows to
 */
record Backoff(Duration first, int factor, Duration longest) {

  /** The pause after this many attempts; none after none. */
  Duration afterAttempts(int attempts) {
    Duration pause = attempts == 0 ? Duration.ZERO : first;
    for (int attempt = 1; attempt < attempts && pause.compareTo(longest) < 0; attempt++) {
      pause = pause.multipliedBy(factor);
    }
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
