package io.gitops4j.testkit.cluster;

/**
 * The calls of a cluster port.
 *
 * @since 0.1.0
 */
public enum Verb {
  /** Version and discovery. */
  INFO,
  /** How a kind is merged. */
  SCHEMA,
  /** A list of a kind. */
  LIST,
  /** One object. */
  GET,
  /** An apply that is meant. */
  APPLY,
  /** An apply that only asks. */
  DRY_RUN,
  /** A rewrite of who owns what. */
  REWRITE_OWNERSHIP,
  /** A delete. */
  DELETE,
  /** The begin of a watch. */
  WATCH
}
