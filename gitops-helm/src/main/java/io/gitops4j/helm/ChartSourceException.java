package io.gitops4j.helm;

import io.gitops4j.core.kernel.GitOpsException;
import org.jspecify.annotations.Nullable;

/**
 * A chart that could not be fetched.
 *
 * @since 0.1.0
 */
public final class ChartSourceException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private ChartSourceException(String message, boolean passing, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /**
   * It is not there, is another one than promised, or nobody may have it: trying again is no use.
   */
  public static ChartSourceException refused(String message) {
    return new ChartSourceException(message, false, null);
  }

  /** The server did not answer as it should: trying again may help. */
  public static ChartSourceException unreachable(String message, @Nullable Throwable cause) {
    return new ChartSourceException(message, true, cause);
  }

  @Override
  public boolean isTransient() {
    return passing;
  }
}
