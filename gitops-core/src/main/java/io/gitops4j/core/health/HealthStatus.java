package io.gitops4j.core.health;

/**
 * Health of a resource, declared from best to worst; "no opinion" is an absent value, not a
 * constant.
 *
 * @since 0.1.0
 */
public enum HealthStatus {
  /** It does what it is there for. */
  HEALTHY,
  /** It is paused on purpose. */
  SUSPENDED,
  /** It is not yet, but may become, healthy by itself. */
  PROGRESSING,
  /** It does not exist. */
  MISSING,
  /** It failed, or will not become healthy in time. */
  DEGRADED,
  /** Its health can't be told. */
  UNKNOWN;

  /** The worse of the two. */
  public HealthStatus worse(HealthStatus other) {
    return compareTo(other) < 0 ? other : this;
  }
}
