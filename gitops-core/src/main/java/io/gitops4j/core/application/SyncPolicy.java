package io.gitops4j.core.application;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the engine may do by itself. Immutable; {@code with…} returns a copy.
 *
 * @since 0.1.0
 */
public final class SyncPolicy {
  /** Entries kept in the history of an application unless told otherwise. */
  public static final int DEFAULT_HISTORY_LIMIT = 10;

  private enum Option {
    AUTOMATED,
    SELF_HEAL,
    PRUNE,
    ALLOW_EMPTY,
    CREATE_NAMESPACE
  }

  private final Set<Option> options;
  private final int historyLimit;

  private SyncPolicy(Set<Option> options, int historyLimit) {
    this.options = options;
    this.historyLimit = historyLimit;
  }

  /** Says what differs and does nothing by itself. */
  public static SyncPolicy manual() {
    return new SyncPolicy(Set.of(), DEFAULT_HISTORY_LIMIT);
  }

  /** Deploys what a new commit changes; drift at an unchanged commit stays. */
  public static SyncPolicy automated() {
    return manual().with(Option.AUTOMATED);
  }

  /** Also mends drift at an unchanged commit. */
  public SyncPolicy withSelfHeal() {
    return with(Option.AUTOMATED).with(Option.SELF_HEAL);
  }

  /** Automated syncs also delete what left Git. */
  public SyncPolicy withPrune() {
    return with(Option.PRUNE);
  }

  /** Automated syncs may delete everything. */
  public SyncPolicy withAllowEmpty() {
    return with(Option.ALLOW_EMPTY);
  }

  /** Every sync creates the namespace of the destination if it is missing. */
  public SyncPolicy withCreateNamespace() {
    return with(Option.CREATE_NAMESPACE);
  }

  /**
   * How many deployments are kept.
   *
   * @param entries at least 1, since the newest is needed to tell drift
   */
  public SyncPolicy withHistoryLimit(int entries) {
    if (entries < 1) {
      throw new IllegalArgumentException("at least one deployment must be kept, was " + entries);
    }
    return new SyncPolicy(options, entries);
  }

  private SyncPolicy with(Option option) {
    EnumSet<Option> more = EnumSet.of(option);
    more.addAll(options);
    return new SyncPolicy(Collections.unmodifiableSet(more), historyLimit);
  }

  /** Whether a new commit is deployed without being asked. */
  public boolean isAutomated() {
    return options.contains(Option.AUTOMATED);
  }

  /** Whether drift is mended without being asked. */
  public boolean selfHeals() {
    return options.contains(Option.SELF_HEAL);
  }

  /** Whether automated syncs prune. */
  public boolean prunes() {
    return options.contains(Option.PRUNE);
  }

  /** Whether automated syncs may delete everything. */
  public boolean allowsEmpty() {
    return options.contains(Option.ALLOW_EMPTY);
  }

  /** Whether syncs create the namespace of the destination. */
  public boolean createsNamespace() {
    return options.contains(Option.CREATE_NAMESPACE);
  }

  /** How many deployments are kept. */
  public int historyLimit() {
    return historyLimit;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SyncPolicy that
        && options.equals(that.options)
        && historyLimit == that.historyLimit;
  }

  @Override
  public int hashCode() {
    return 31 * options.hashCode() + historyLimit;
  }

  /** {@code manual}, {@code automated} or {@code automated, self-heal}, with what is added. */
  @Override
  public String toString() {
    String mode = selfHeals() ? "automated, self-heal" : isAutomated() ? "automated" : "manual";
    return mode + (prunes() ? ", prune" : "") + (allowsEmpty() ? ", allow empty" : "");
  }
}
