package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.FieldSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one object. Immutable; {@link #toString} never shows content.
 *
 * @since 0.1.0
 */
public final class ResourceDiff {
  private final ResourceKey key;
  private final Sides sides;
  private final Finding finding;
  private final List<FieldChange> changes;
  private final @Nullable Receipt receipt;

  ResourceDiff(ResourceKey key, Sides sides, Finding finding, List<FieldChange> changes) {
    this(key, sides, finding, changes, null);
  }

  private ResourceDiff(
      ResourceKey key,
      Sides sides,
      Finding finding,
      List<FieldChange> changes,
      @Nullable Receipt receipt) {
    this.key = key;
    this.sides = sides;
    this.finding = finding;
    this.changes = List.copyOf(changes);
    this.receipt = receipt;
  }

  /** The same, found by a receipt. */
  ResourceDiff knownBy(Receipt known) {
    return new ResourceDiff(key, sides, finding, changes, known);
  }

  /** The receipt that told it; empty if more was looked at. */
  Optional<Receipt> receipt() {
    return Optional.ofNullable(receipt);
  }

  /**
   * What there is of an object; at least one of intent and live.
   *
   * @param shown the fields of interest in a text; empty for all
   */
  record Sides(
      @Nullable Intent intent,
      @Nullable LiveResource live,
      @Nullable Manifest predicted,
      FieldSet shown) {
    static Sides of(@Nullable Intent intent, @Nullable LiveResource live) {
      return new Sides(intent, live, null, FieldSet.EMPTY);
    }

    Sides showing(FieldSet fields) {
      return new Sides(intent, live, predicted, fields);
    }

    Intent requiredIntent() {
      return Objects.requireNonNull(intent, "an intent");
    }

    LiveResource requiredLive() {
      return Objects.requireNonNull(live, "a live object");
    }

    Sides withPredicted(Manifest other) {
      return new Sides(intent, live, other, shown);
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
