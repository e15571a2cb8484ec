package io.gitops4j.helm;

import java.time.Duration;
import java.util.Optional;

/**
 * Where charts come from that a chart declares as dependencies and does not hold in its folder
 * {@code charts}. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ChartSource {

  /**
   * The packed chart that is wanted.
   *
   * @return its bytes as {@code helm package} makes them; empty if this source is not for the
   *     repository
   * @throws ChartSourceException if it can't be had; it says why, and what would help
   */
  Optional<byte[]> fetch(Wanted wanted);

  /**
   * A chart that is wanted.
   *
   * @param repository such as {@code https://charts.example/stable} or {@code
   *     oci://registry.example/charts}
   * @param name of the chart
   * @param version a range; the exact version where a lock file names one
   * @param time that fetching may take
   * @since 0.1.0
   */
  record Wanted(String repository, String name, String version, Duration time) {}

  /** Has no chart: all must lie in the repository. */
  static ChartSource none() {
    return wanted -> Optional.empty();
  }

  /** Asks this first, then another. */
  default ChartSource orElse(ChartSource other) {
    return wanted -> fetch(wanted).or(() -> other.fetch(wanted));
  }
}
