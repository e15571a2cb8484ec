package io.gitops4j.core.sync;

import io.gitops4j.core.kernel.Digest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a sync is to be done. Immutable; {@code with…} returns a copy. The defaults: for real,
 * without pruning, within ten minutes, by nobody in particular.
 *
 * @since 0.1.0
 */
public final class SyncRequest {
  private static final SyncRequest DEFAULTS =
      new SyncRequest(
          Mode.REAL, Pruning.FORBIDDEN, EmptyDesiredState.KEEPS, null, "", Duration.ofMinutes(10));

  /**
   * Whether anything is stored.
   *
   * @since 0.1.0
   */
  public enum Mode {
    /** The cluster changes. */
    REAL,
    /** Every apply is asked as a dry run and nothing is deleted. */
    DRY_RUN
  }

  /**
   * Whether objects that left Git are deleted.
   *
   * @since 0.1.0
   */
  public enum Pruning {
    /** They are deleted, unless one of the rules of {@link SyncPlan} makes them wait or stay. */
    ALLOWED,
    /** They stay. */
    FORBIDDEN
  }

  /**
   * What it means that Git asks for no object at all.
   *
   * @since 0.1.0
   */
  public enum EmptyDesiredState {
    /** Probably a mistake: nothing is pruned. */
    KEEPS,
    /** Intended: everything may be pruned. */
    PRUNES
  }

  private final Mode mode;
  private final Pruning pruning;
  private final EmptyDesiredState empty;
  private final @Nullable Digest consent;
  private final String initiator;
  private final Duration deadline;

  private SyncRequest(
      Mode mode,
      Pruning pruning,
      EmptyDesiredState empty,
      @Nullable Digest consent,
      String initiator,
      Duration deadline) {
    this.mode = mode;
    this.pruning = pruning;
    this.empty = empty;
    this.consent = consent;
    this.initiator = initiator;
    this.deadline = deadline;
  }

  /** See the type. */
  public static SyncRequest defaults() {
    return DEFAULTS;
  }

  /** Whether anything is to be stored. */
  public SyncRequest withMode(Mode other) {
    return new SyncRequest(other, pruning, empty, consent, initiator, deadline);
  }

  /** Whether objects that left Git are to be deleted. */
  public SyncRequest withPruning(Pruning other) {
    return new SyncRequest(mode, other, empty, consent, initiator, deadline);
  }

  /** What it means that Git asks for nothing. */
  public SyncRequest withEmptyDesiredState(EmptyDesiredState other) {
    return new SyncRequest(mode, pruning, other, consent, initiator, deadline);
  }

  /** Consents to the deletes of one plan: the one with this {@link SyncPlan#digest}. */
  public SyncRequest withConsentTo(Digest plan) {
    return new SyncRequest(mode, pruning, empty, plan, initiator, deadline);
  }

  /** Who wants it: kept in the history. */
  public SyncRequest by(String person) {
    return new SyncRequest(mode, pruning, empty, consent, person, deadline);
  }

  /**
   * How long the whole operation may take; what is not done then is reported as not attempted.
   *
   * @param limit longer than zero
   */
  public SyncRequest within(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("a sync needs time, was " + limit);
    }
    return new SyncRequest(mode, pruning, empty, consent, initiator, limit);
  }

  /** Whether anything is to be stored. */
  public Mode mode() {
    return mode;
  }

  /** Whether objects that left Git are to be deleted. */
  public Pruning pruning() {
    return pruning;
  }

  /** What it means that Git asks for nothing. */
  public EmptyDesiredState emptyDesiredState() {
    return empty;
  }

  /** The digest of the plan whose deletes are consented to. */
  public Optional<Digest> consent() {
    return Optional.ofNullable(consent);
  }

  /** Who wants it; empty if nobody said. */
  public String initiator() {
    return initiator;
  }

  /** How long the whole operation may take. */
  public Duration deadline() {
    return deadline;
  }
}
