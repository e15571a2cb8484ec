package io.gitops4j.core.diff;

/**
 * How an application stands to what it should be.
 *
 * @since 0.1.0
 */
public enum SyncStatus {
  /** Applying the desired state, and pruning what left it, would change nothing. */
  SYNCED,
  /** It would change something: the diff or the list of what to prune is not empty. */
  OUT_OF_SYNC,
  /** Not known: the desired or the live state, or the server's verdict on an object, is missing. */
  UNKNOWN
}
