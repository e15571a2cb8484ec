package io.gitops4j.core.history;

/**
 * Why a deployment was made.
 *
 * @since 0.1.0
 */
public enum Cause {
  /** Somebody asked for a sync. */
  MANUAL_SYNC,
  /** Git renders something else, and the policy is to follow. */
  AUTO_SYNC,
  /** The cluster was changed, and the policy is to mend it. */
  SELF_HEAL,
  /** Somebody went back to an earlier deployment. */
  ROLLBACK
}
