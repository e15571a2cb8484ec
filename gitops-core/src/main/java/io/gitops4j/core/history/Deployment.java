package io.gitops4j.core.history;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an application's history: what was applied, from which commit, when, by whom and
 * why. Recorded when the last step of its sync was accepted. Immutable; {@link #toString} names it
 * in one line.
 *
 * @since 0.1.0
 */
public final class Deployment {
  private final DeploymentId id;
  private final Commit commit;
  private final Cause cause;
  private final Person initiator;
  private final Instant startedAt;
  private final Instant deployedAt;
  private final Digest desiredState;
  private final List<StoredIntent> intents;
  private final Map<ResourceKey, ResourceOutcome> outcomes;
  private final @Nullable Review review;
  private final @Nullable DeploymentId rolledBackTo;
  private final @Nullable HealthOutcome health;

  private Deployment(Builder from) {
    id = from.id;
    commit = from.commit;
    cause = from.cause;
    initiator = from.initiator;
    startedAt = given(from.startedAt, "when it started");
    deployedAt = given(from.deployedAt, "when it was deployed");
    desiredState = given(from.desiredState, "the digest of its desired state");
    intents = List.copyOf(from.intents);
    outcomes = Collections.unmodifiableMap(new TreeMap<>(from.outcomes));
    review = from.review;
    rolledBackTo = from.rolledBackTo;
    health = from.health;
    if ((cause == Cause.ROLLBACK) != (rolledBackTo != null)) {
      throw new IllegalArgumentException(
          "a rollback, and nothing else, names the deployment that it went back to; cause %s names %s"
              .formatted(cause, rolledBackTo));
    }
  }

  private static <T> T given(@Nullable T value, String what) {
    return Objects.requireNonNull(value, () -> "a deployment says " + what);
  }

  /** Begins an entry; times and the digest of the desired state must follow. */
  public static Builder builder(DeploymentId id, Commit commit, Cause cause, Person initiator) {
    return new Builder(id, commit, cause, initiator);
  }

  /** Its number. */
  public DeploymentId id() {
    return id;
  }

  /** What was deployed; of a rollback, the commit that it went back to. */
  public Commit commit() {
    return commit;
  }

  /** The hash of {@link #commit}. */
  public Revision revision() {
    return commit.revision();
  }

  /** Why it was made. */
  public Cause cause() {
    return cause;
  }

  /** Who asked for it; the engine itself for what automation did. */
  public Person initiator() {
    return initiator;
  }

  /** When its sync began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When the last step of its sync was accepted. */
  public Instant deployedAt() {
    return deployedAt;
  }

  /** The digest of everything that the commit wants: equal ones mean equal intents. */
  public Digest desiredState() {
    return desiredState;
  }

  /** The objects of the desired state, in the order given. */
  public List<StoredIntent> intents() {
    return intents;
  }

  /** What became of each object, in the order of the keys. */
  public Map<ResourceKey, ResourceOutcome> outcomes() {
    return outcomes;
  }

  /** The review that the commit came through, if known. */
  public Optional<Review> review() {
    return Optional.ofNullable(review);
  }

  /** The earlier deployment whose intents a rollback applied. */
  public Optional<DeploymentId> rolledBackTo() {
    return Optional.ofNullable(rolledBackTo);
  }

  /** How the application was afterwards, once it is known. */
  public Optional<HealthOutcome> health() {
    return Optional.ofNullable(health);
  }

  /** This entry with another health outcome. */
  public Deployment withHealth(HealthOutcome outcome) {
    Builder copy = builder(id, commit, cause, initiator);
    copy.startedAt = startedAt;
    copy.deployedAt = deployedAt;
    copy.desiredState = desiredState;
    copy.intents = intents;
    copy.outcomes = outcomes;
    copy.review = review;
    copy.rolledBackTo = rolledBackTo;
    return copy.health(outcome).build();
  }

  private List<?> facts() {
    return List.of(
        id,
        commit,
        cause,
        initiator,
        startedAt,
        deployedAt,
        desiredState,
        intents,
        outcomes,
        review(),
        rolledBackTo(),
        health());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Deployment that && facts().equals(that.facts());
  }

  @Override
  public int hashCode() {
    return facts().hashCode();
  }

  /** Number, commit, cause, initiator, time. */
  @Override
  public String toString() {
    return "#%s %s %s by %s at %s"
        .formatted(id, revision().abbreviated(), cause, initiator.name(), deployedAt);
  }

  /**
   * Collects the facts of a deployment. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final DeploymentId id;
    private final Commit commit;
    private final Cause cause;
    private final Person initiator;
    private @Nullable Instant startedAt;
    private @Nullable Instant deployedAt;
    private @Nullable Digest desiredState;
    private Collection<StoredIntent> intents = List.of();
    private Map<ResourceKey, ResourceOutcome> outcomes = Map.of();
    private @Nullable Review review;
    private @Nullable DeploymentId rolledBackTo;
    private @Nullable HealthOutcome health;

    private Builder(DeploymentId id, Commit commit, Cause cause, Person initiator) {
      this.id = id;
      this.commit = commit;
      this.cause = cause;
      this.initiator = initiator;
    }

    /** When the sync began; required. */
    public Builder startedAt(Instant time) {
      startedAt = time;
      return this;
    }

    /** When its last step was accepted; required. */
    public Builder deployedAt(Instant time) {
      deployedAt = time;
      return this;
    }

    /** What the commit wants: the digest of it all, required, and where each object is kept. */
    public Builder desiredState(Digest digest, Collection<StoredIntent> stored) {
      desiredState = digest;
      intents = List.copyOf(stored);
      return this;
    }

    /** What became of each object; nothing unless given. */
    public Builder outcomes(Map<ResourceKey, ResourceOutcome> each) {
      outcomes = Map.copyOf(each);
      return this;
    }

    /** The review that the commit came through. */
    public Builder review(Review known) {
      review = known;
      return this;
    }

    /** What a rollback went back to: required for that cause, refused for others. */
    public Builder rolledBackTo(DeploymentId earlier) {
      rolledBackTo = earlier;
      return this;
    }

    /** How the application was afterwards. */
    public Builder health(HealthOutcome outcome) {
      health = outcome;
      return this;
    }

    /**
     * The entry.
     *
     * @throws NullPointerException naming what is missing
     * @throws IllegalArgumentException if a rollback names no earlier deployment, or another cause
     *     names one
     */
    public Deployment build() {
      return new Deployment(this);
    }
  }
}
