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

  /** Healthy, with something to say nevertheless. */
  public static Health healthy(String message) {
    return new Health(HealthStatus.HEALTHY, message);
  }

  /** Paused on purpose. */
  public static Health suspended(String message) {
    return new Health(HealthStatus.SUSPENDED, message);
  }

  /** Not there. */
  public static Health missing(String message) {
    return new Health(HealthStatus.MISSING, message);
  }

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
