package io.gitops4j.core.diff;

/**
 * What an apply of one object would come to.
 *
 * @since 0.1.0
 */
public enum Verdict {
  /** Nothing would change. */
  SYNCED,
  /** The object would be created, changed or pruned. */
  CHANGED,
  /** It would be refused, or belongs to somebody else and must not be touched. */
  REJECTED,
  /** No value would change, only who owns it: counts as synced and is mended by the next sync. */
  OWNERSHIP_ONLY
}
