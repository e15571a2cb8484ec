package io.gitops4j.core.merge;

import java.util.EnumSet;
import java.util.Set;

/**
 * In what an API server differs from the current ones as to server-side apply. Immutable.
 *
 * @since 0.1.0
 */
public final class ServerProfile {
  /** As current servers do it: no deviation. */
  public static final ServerProfile CURRENT = new ServerProfile(Set.of());

  /** Kubernetes 1.20, which has all deviations known. */
  public static final ServerProfile KUBERNETES_1_20 =
      new ServerProfile(EnumSet.allOf(Deviation.class));

  /**
   * One way in which a server differs from current ones.
   *
   * @since 0.1.0
   */
  public enum Deviation {
    /**
     * Items of keyed lists and sets that are there keep the order of the live object; new ones
     * follow.
     */
    LIVE_LIST_ORDER,
    /**
     * An item of a list that is there twice, in the live object or a configuration, is an internal
     * error.
     */
    DUPLICATE_ITEMS_FAIL,
    /** A key that an item lacks is an internal error even if the key has a default. */
    MISSING_DEFAULTED_KEY_FAILS,
    /** An apply of {@code status} on the main endpoint owns it, although it changes nothing. */
    STATUS_IS_OWNED,
    /** Entries of managers have no subresource: the object and its status share them. */
    NO_SUBRESOURCES,
    /** A no-op apply that spells a value otherwise than it is stored is a write. */
    OTHER_SPELLING_IS_A_WRITE,
    /**
     * Where a CRD has one int-or-string field, in any of its versions, its objects are merged as if
     * it had no schema at all: every list is atomic, those of their metadata too.
     */
    INT_OR_STRING_MAKES_LISTS_ATOMIC,
    /** An apply that changes nothing but owners stamps its entry with the time. */
    OWNERSHIP_CHANGES_TIME,
    /** An apply must spell quantities as texts: {@code cpu: 1} is an internal error. */
    QUANTITIES_ARE_TEXTS,
    /** The kinds of Kubernetes itself, their fields and how they are merged are those of 1.20. */
    TYPES_OF_1_20,
    /** What a schema says nothing of is owned as a whole, also where it is a map. */
    UNDESCRIBED_IS_ATOMIC
  }

  private final Set<Deviation> deviations;

  private ServerProfile(Set<Deviation> deviations) {
    this.deviations = Set.copyOf(deviations);
  }

  /** Whether the server differs in this way. */
  public boolean has(Deviation deviation) {
    return deviations.contains(deviation);
  }
}
