package io.gitops4j.core.render;

import java.time.Duration;

/**
 * What one rendering may cost, so that a repository can't exhaust its host.
 *
 * @param time how long it may take
 * @param inputBytes how much it may read in all
 * @param outputBytes how large the rendered text may be in all
 * @param manifests how many objects it may give
 * @since 0.1.0
 */
public record RenderBudget(Duration time, long inputBytes, long outputBytes, int manifests) {
  /** One minute, 64 MiB read, 64 MiB written, 10,000 objects. */
  public static final RenderBudget DEFAULT =
      new RenderBudget(Duration.ofMinutes(1), 64L << 20, 64L << 20, 10_000);

  /** Refuses budgets that allow nothing. */
  public RenderBudget {
    if (time.isNegative() || time.isZero() || inputBytes < 1 || outputBytes < 1 || manifests < 1) {
      throw new IllegalArgumentException("a budget must allow something in each respect");
    }
  }
}
