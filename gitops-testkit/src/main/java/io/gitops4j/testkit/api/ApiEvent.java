package io.gitops4j.testkit.api;

import io.gitops4j.core.manifest.MapValue;

/**
 * What a watch tells.
 *
 * @param type what happened
 * @param object as it is now; for {@code DELETED} as it was last, for {@code BOOKMARK} nothing but
 *     a resourceVersion, for {@code ERROR} a {@code Status}
 * @since 0.1.0
 */
public record ApiEvent(Type type, MapValue object) {

  /**
   * What happened.
   *
   * @since 0.1.0
   */
  public enum Type {
    /** The object is new to the watch. */
    ADDED,
    /** The object changed. */
    MODIFIED,
    /** The object is gone, or no longer selected. */
    DELETED,
    /** Nothing happened up to the resourceVersion of the object. */
    BOOKMARK,
    /** The watch failed; it tells nothing more. */
    ERROR
  }
}
