package io.gitops4j.core.health;

/**
 * The health of a resource or an application, and why.
 *
 * @param status how it is
 * @param message for a person; may be empty
 * @since 0.1.0
 */
public record Health(HealthStatus status, String message) {
  /** Healthy, with nothing to say. */
  public static final Health HEALTHY = new Health(HealthStatus.HEALTHY, "");

  /** Not yet healthy. */
  public static Health progressing(String message) {
    return new Health(HealthStatus.PROGRESSING, message);
  }

  /** Failed. */
  public static Health degraded(String message) {
    return new Health(HealthStatus.DEGRADED, message);
  }

  /** Not to be told. */
  public static Health unknown(String message) {
    return new Health(HealthStatus.UNKNOWN, message);
  }
}
