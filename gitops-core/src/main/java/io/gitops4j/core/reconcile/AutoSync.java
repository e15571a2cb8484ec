package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.kernel.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an application is synced without being asked: pure. Every answer says why.
 *
 * @since 0.1.0
 */
public final class AutoSync {
  /** How often a desired state that fails is tried again before it is left to a person. */
  static final int RETRY_LIMIT = 5;

  private static final Backoff RETRIES =
      new Backoff(Duration.ofSeconds(5), 2, Duration.ofMinutes(3));
  private static final Backoff HEALS = new Backoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(5));

  private AutoSync() {}

  /** Decides; the first rule that fits the situation answers. */
  public static Decision decide(Situation situation, Instant now) {
    if (!situation.policy().isAutomated()) {
      return new Decision.Nothing("the policy is manual");
    }
    if (situation.sync() == SyncStatus.UNKNOWN) {
      return new Decision.Nothing("it is not known what differs");
    }
    if (situation.isHeld()) {
      return decideHeld(situation, now);
    }
    if (situation.sync() == SyncStatus.SYNCED) {
      return new Decision.Nothing("nothing differs");
    }
    return situation.isDriftOnly() ? decideDrift(situation, now) : decideChange(situation, now);
  }

  /** Git still asks for what was rolled back from: the deployed state is what counts. */
  private static Decision decideHeld(Situation situation, Instant now) {
    String held = "held after a rollback until Git renders something else";
    if (!situation.drifted()) {
      return new Decision.Nothing(held);
    }
    return situation.policy().selfHeals()
        ? afterBackoff(
            situation,
            now,
            HEALS,
            new Decision.Heal(Decision.Target.DEPLOYED, "drift from what is held"))
        : new Decision.Nothing(held + "; drift stays, because self-heal is off");
  }

  private static Decision decideDrift(Situation situation, Instant now) {
    if (!situation.policy().selfHeals()) {
      return new Decision.Nothing(
          "the cluster was changed at an unchanged desired state, and self-heal is off");
    }
    return refusal(situation)
        .orElseGet(
            () ->
                afterBackoff(
                    situation,
                    now,
                    HEALS,
                    new Decision.Heal(Decision.Target.GIT, "the cluster was changed")));
  }

  private static Decision decideChange(Situation situation, Instant now) {
    Optional<Decision> refusal = refusal(situation);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (situation.attempts().count() > RETRY_LIMIT) {
      return new Decision.Nothing(
          "it was tried %d times and still differs; something must change first"
              .formatted(situation.attempts().count()));
    }
    return afterBackoff(situation, now, RETRIES, new Decision.Sync("Git renders something new"));
  }

  private static Optional<Decision> refusal(Situation situation) {
    if (situation.goesBack()) {
      return Optional.of(
          new Decision.Nothing(
              "the commit is, or may be, an ancestor of what is deployed; only a person or another selector goes back"));
    }
    if (situation.wantsNothing()
        && !(situation.policy().allowsEmpty() && situation.policy().prunes())) {
      return Optional.of(
          new Decision.Nothing(
              "Git asks for no object at all; allow-empty and prune would delete everything"));
    }
    if (situation.nothingToDo()) {
      return Optional.of(
          new Decision.Nothing(
              situation.policy().prunes()
                  ? "all that differs are objects that left Git; they stay, or wait for consent"
                  : "all that differs are objects that left Git, and pruning is off"));
    }
    return Optional.empty();
  }

  private static Decision afterBackoff(
      Situation situation, Instant now, Backoff backoff, Decision decision) {
    Attempts attempts = situation.attempts();
    if (attempts.count() == 0) {
      return decision;
    }
    Instant due = attempts.last().plus(backoff.afterAttempts(attempts.count()));
    return now.isBefore(due)
        ? new Decision.Wait(due, "tried %d times before".formatted(attempts.count()))
        : decision;
  }

  /**
   * All that the decision depends on.
   *
   * @param policy what the engine may do
   * @param sync how the cluster stands to Git
   * @param desired digest of what Git asks for
   * @param deployed digest of what was deployed last; empty if nothing ever was
   * @param drifted whether the cluster differs from what was deployed last
   * @param hold the hold after a rollback, if there is one
   * @param goesBack whether the commit is an ancestor of what is deployed although the selector is
   *     unchanged
   * @param nothingToDo whether a sync as the policy wants it would do nothing, because all that
   *     differs are objects that left Git and stay, or wait for consent
   * @param wantsNothing whether Git asks for no object while the cluster has some
   * @param attempts at this desired state, successful ones included
   * @since 0.1.0
   */
  public record Situation(
      SyncPolicy policy,
      SyncStatus sync,
      Digest desired,
      Optional<Digest> deployed,
      boolean drifted,
      Optional<Hold> hold,
      boolean goesBack,
      boolean nothingToDo,
      boolean wantsNothing,
      Attempts attempts) {

    boolean isHeld() {
      return hold.filter(held -> held.blocks(desired)).isPresent();
    }

    boolean isDriftOnly() {
      return deployed.filter(desired::equals).isPresent();
    }
  }

  /**
   * What was tried by itself at one desired state.
   *
   * @param count 0 if nothing was tried yet
   * @param last when the last attempt ended
   * @since 0.1.0
   */
  public record Attempts(int count, Instant last) {
    /** None yet. */
    public static final Attempts NONE = new Attempts(0, Instant.EPOCH);

    /** One more, ended now. */
    public Attempts another(Instant now) {
      return new Attempts(count + 1, now);
    }
  }

  /**
   * The answer.
   *
   * @since 0.1.0
   */
  public sealed interface Decision {

    /** Why, for a person. */
    String reason();

    /**
     * Which desired state is brought about.
     *
     * @since 0.1.0
     */
    enum Target {
      /** What Git asks for now. */
      GIT,
      /** What was deployed last. */
      DEPLOYED
    }

    /**
     * Leave it as it is.
     *
     * @param reason why
     * @since 0.1.0
     */
    record Nothing(String reason) implements Decision {}

    /**
     * Decide again later.
     *
     * @param until when
     * @param reason why
     * @since 0.1.0
     */
    record Wait(Instant until, String reason) implements Decision {}

    /**
     * Deploy what Git asks for.
     *
     * @param reason why
     * @since 0.1.0
     */
    record Sync(String reason) implements Decision {}

    /**
     * Mend drift.
     *
     * @param target towards what
     * @param reason why
     * @since 0.1.0
     */
    record Heal(Target target, String reason) implements Decision {}
  }
}
