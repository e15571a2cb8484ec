package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.FieldSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one object. Immutable; {@link #toString} never shows content.
 *
 * @since 0.1.0
 */
public final class ResourceDiff {
  private static final Finding AS_APPLIED = Finding.confirmed(Verdict.SYNCED, "");

  private final ResourceKey key;
  private final Sides sides;
  private final Finding finding;
  private final List<FieldChange> changes;
  private final Asides asides;

  ResourceDiff(ResourceKey key, Sides sides, Finding finding, List<FieldChange> changes) {
    this(key, sides, finding, changes, new Asides(null, List::of));
  }

  private ResourceDiff(
      ResourceKey key, Sides sides, Finding finding, List<FieldChange> changes, Asides asides) {
    this.key = key;
    this.sides = sides;
    this.finding = finding;
    this.changes = List.copyOf(changes);
    this.asides = asides;
  }

  /**
   * What does not belong to the verdict.
   *
   * @param receipt the receipt that told it; null if more was looked at
   */
  private record Asides(@Nullable Receipt receipt, Supplier<List<ForeignField>> foreign) {}

  /** Synced, as a receipt tells. */
  static ResourceDiff asApplied(Sides sides, Receipt known, Supplier<List<ForeignField>> foreign) {
    return new ResourceDiff(
        sides.requiredIntent().key(), sides, AS_APPLIED, List.of(), new Asides(known, foreign));
  }

  /** The receipt that told it; empty if more was looked at. */
  Optional<Receipt> receipt() {
    return Optional.ofNullable(asides.receipt);
  }

  /** The same, told what others own. */
  ResourceDiff withForeign(Supplier<List<ForeignField>> fields) {
    return new ResourceDiff(key, sides, finding, changes, new Asides(asides.receipt, fields));
  }

  /**
   * What there is of an object; at least one of intent and live.
   *
   * @param settlement what is sent for the intent; null as long as that is of no matter
   * @param shown the fields of interest in a text; empty for all
   */
  record Sides(
      @Nullable Intent intent,
      @Nullable LiveResource live,
      @Nullable Settlement settlement,
      @Nullable Manifest predicted,
      FieldSet shown) {
    static Sides of(@Nullable Intent intent, @Nullable LiveResource live) {
      return new Sides(intent, live, null, null, FieldSet.EMPTY);
    }

    static Sides of(Intent intent, @Nullable LiveResource live, Settlement settlement) {
      return new Sides(intent, live, settlement, null, FieldSet.EMPTY);
    }

    Sides showing(FieldSet fields) {
      return new Sides(intent, live, settlement, predicted, fields);
    }

    /** What is sent: what Git states, or what was settled in its place. */
    Intent requiredIntent() {
      return settlement == null ? Objects.requireNonNull(intent, "an intent") : settlement.sent();
    }

    /** What Git states. */
    Intent statedIntent() {
      return Objects.requireNonNull(intent, "an intent");
    }

    /** The object as it would be right before the apply. */
    @Nullable LiveResource before() {
      return settlement == null ? live : settlement.before();
    }

    boolean rewritesOwners() {
      return settlement != null && settlement.owners().isPresent();
    }

    Optional<String> obstacle() {
      return settlement == null ? Optional.empty() : settlement.obstacle();
    }

    FieldSet foreign() {
      return settlement == null ? FieldSet.EMPTY : settlement.foreign();
    }

    LiveResource requiredLive() {
      return Objects.requireNonNull(live, "a live object");
    }

    Sides withPredicted(Manifest other) {
      return new Sides(intent, live, settlement, other, shown);
    }
  }

  /** What was found, by whom, and what stays open. */
  record Finding(Verdict verdict, By by, String why) {
    /** Whose word it is. */
    enum By {
      /** The server's, now or when it answered the apply. */
      SERVER,
      /** Our own computation. */
      PREDICTION,
      /** Our best guess: the server must be asked. */
      GUESS
    }

    static Finding confirmed(Verdict verdict, String why) {
      return new Finding(verdict, By.SERVER, why);
    }

    static Finding predicted(Verdict verdict, String why) {
      return new Finding(verdict, By.PREDICTION, why);
    }

    static Finding guessed(Verdict verdict, String why) {
      return new Finding(verdict, By.GUESS, why);
    }
  }

  /** Which object. */
  public ResourceKey key() {
    return key;
  }

  /** What an apply, or the prune, would come to. */
  public Verdict verdict() {
    return finding.verdict;
  }

  /** Whether the verdict is the server's: its answer to a dry run, or to the last apply. */
  public boolean confirmed() {
    return finding.by == Finding.By.SERVER;
  }

  /**
   * The reason for the verdict, or for it not being confirmed; empty if there is nothing to say.
   */
  public String why() {
    return finding.why;
  }

  /** What would be applied; empty if the object would be pruned. */
  public Optional<Intent> intent() {
    return Optional.ofNullable(sides.intent);
  }

  /** The object as it is; empty if there is none. */
  public Optional<LiveResource> live() {
    return Optional.ofNullable(sides.live);
  }

  /** The object as it would be; empty if it would be pruned, or if that can't be told. */
  public Optional<Manifest> predicted() {
    return Optional.ofNullable(sides.predicted);
  }

  /** Each field that would change; not empty if the verdict is {@link Verdict#CHANGED}. */
  public List<FieldChange> changes() {
    return changes;
  }

  /**
   * The fields that others own and Git does not state, also defaults if another manager wrote them.
   * They never count; under a strict rule those that do not belong to controllers are among {@link
   * #changes} as well. Computed when asked for.
   */
  public List<ForeignField> foreign() {
    return asides.foreign.get();
  }

  /**
   * Whether a rule keeps the object from being applied, because others own fields of it: it counts
   * as rejected, and others are applied all the same.
   */
  public boolean isHeldUp() {
    return verdict() == Verdict.REJECTED && sides.obstacle().isPresent();
  }

  /** What departs from a plain apply of the intent, for a person. */
  public List<String> notes() {
    return sides.settlement() == null ? List.of() : sides.settlement().notes();
  }

  /** Whether this makes the application out of sync. */
  public boolean counts() {
    return switch (finding.verdict) {
      case SYNCED, OWNERSHIP_ONLY -> false;
      case CHANGED, REJECTED -> sides.intent == null || isStanding(sides.intent);
    };
  }

  /** Hooks, and objects that get another name each time, are made by a sync and never kept. */
  private static boolean isStanding(Intent intent) {
    return !intent.isNamedByServer() && !Hooks.isHook(intent.manifest());
  }

  /** Whether the server should be asked; what a sync makes anew each time is not worth a call. */
  boolean isUndecided() {
    return finding.by == Finding.By.GUESS && (sides.intent == null || isStanding(sides.intent));
  }

  Sides sides() {
    return sides;
  }

  /** Identity, verdict, reason and paths; never the content. */
  @Override
  public String toString() {
    String reason = why().isEmpty() ? "" : ": " + why();
    return key + " " + verdict() + reason + (changes.isEmpty() ? "" : " " + changes);
  }
}
