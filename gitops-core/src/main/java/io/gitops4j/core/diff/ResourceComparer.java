package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.Prediction.Predicted;
import io.gitops4j.core.diff.ResourceDiff.Finding;
import io.gitops4j.core.diff.ResourceDiff.Sides;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.StoredForm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one object at a time, first without and then with the server's answer. */
final class ResourceComparer {
  private final ComparisonContext context;
  private final KnownKinds kinds;
  private final Settling settling;

  ResourceComparer(ComparisonContext context, KnownKinds kinds, Settling settling) {
    this.context = context;
    this.kinds = kinds;
    this.settling = settling;
  }

  ResourceDiff compare(Intent intent, @Nullable LiveResource live) {
    Receipt known = context.receipt(intent.key());
    Receipt receipt =
        known != null && known.intent().equals(settling.subject(intent)) ? known : null;
    ApplyTerms terms = context.terms(intent.manifest().kind());
    if (live == null) {
      return compared(intent, null, receipt, terms);
    }
    // The very object that was found synced: nothing about it needs to be looked at again.
    return receipt != null && context.trusts(receipt) && receipt.isOf(live, terms)
        ? asApplied(Sides.of(intent, live), live, receipt)
        : compared(intent, live, receipt, terms).withForeign(() -> settling.foreign(intent, live));
  }

  private ResourceDiff compared(
      Intent intent, @Nullable LiveResource live, @Nullable Receipt receipt, ApplyTerms terms) {
    Sides sides = Sides.of(intent, live);
    Optional<String> obstacle = obstacle(intent, live);
    if (obstacle.isPresent()) {
      return diff(sides, Finding.predicted(Verdict.REJECTED, obstacle.get()), List.of());
    }
    Settlement settlement = settling.settle(intent, live);
    Sides settled = Sides.of(intent, live, settlement);
    return live != null
            && receipt != null
            && context.trusts(receipt)
            && !settled.rewritesOwners()
            && settled.obstacle().isEmpty()
            && receipt.holds(settlement.sent(), live, terms)
        ? asApplied(settled, live, receipt)
        : heldUp(predicted(settled, terms, receipt != null));
  }

  /** What others own and a rule leaves them shows as drift, but is not to be applied. */
  private static ResourceDiff heldUp(ResourceDiff diff) {
    return diff.sides()
        .obstacle()
        .filter(why -> diff.verdict() != Verdict.REJECTED)
        .map(
            why ->
                new ResourceDiff(
                    diff.key(),
                    diff.sides(),
                    Finding.predicted(Verdict.REJECTED, why),
                    diff.changes()))
        .orElse(diff);
  }

  private Optional<String> obstacle(Intent intent, @Nullable LiveResource live) {
    Optional<String> claim =
        live == null ? Optional.empty() : Claims.byOthers(context.intents(), live);
    return claim.or(() -> kinds.reasonNotServed(intent.manifest().kind()));
  }

  private ResourceDiff asApplied(Sides sides, LiveResource live, Receipt receipt) {
    Intent stated = sides.statedIntent();
    return ResourceDiff.asApplied(
        sides.withPredicted(live.manifest()),
        receipt.renewedFor(live),
        () -> settling.foreign(stated, live));
  }

  private String manager() {
    return context.fieldManager();
  }

  private ResourceDiff predicted(Sides sides, ApplyTerms terms, boolean appliedBefore) {
    Intent intent = sides.requiredIntent();
    LiveResource live = sides.live();
    Prediction prediction = Prediction.of(intent, sides.before(), terms);
    if (prediction instanceof Prediction.Invalid invalid) {
      return diff(sides, Finding.predicted(Verdict.REJECTED, invalid.reason()), List.of());
    }
    if (live == null) {
      return created(sides, Finding.predicted(Verdict.CHANGED, whyCreated(intent)));
    }
    if (prediction instanceof Predicted predicted) {
      ResourceDiff diff = compared(sides, predicted, Doubt.NONE);
      return diff.verdict() == Verdict.CHANGED
          ? doubt(diff, terms, appliedBefore).map(doubt -> doubted(diff, doubt)).orElse(diff)
          : diff;
    }
    return guessed(sides, (Prediction.Undecided) prediction);
  }

  /** What was applied as it is and still looks changed may only be spelled otherwise. */
  private static Optional<Doubt> doubt(ResourceDiff diff, ApplyTerms terms, boolean appliedBefore) {
    return appliedBefore
        ? Optional.of(new Doubt("the same was applied before"))
        : diff.predicted()
            .flatMap(object -> new FilledIn(object.content(), terms.schema()).in(diff.changes()))
            .map(Doubt::new);
  }

  /** The server can't be asked as long as others own what is to go. */
  private static ResourceDiff doubted(ResourceDiff diff, Doubt doubt) {
    Finding finding =
        diff.sides().rewritesOwners()
            ? Finding.predicted(diff.verdict(), doubt.why())
            : doubt.finding(diff.verdict());
    return new ResourceDiff(diff.key(), diff.sides(), finding, diff.changes());
  }

  private static String whyCreated(Intent intent) {
    return intent.isNamedByServer()
        ? "every sync makes a new one: metadata.generateName"
        : "does not exist";
  }

  private ResourceDiff created(Sides sides, Finding finding) {
    Manifest object = sides.requiredIntent().manifest();
    return diff(
        sides.withPredicted(object), finding, FieldChanges.ofCreated(object, context.redactor()));
  }

  private ResourceDiff guessed(Sides sides, Prediction.Undecided undecided) {
    return undecided
        .guess()
        .map(
            guess ->
                compared(
                    sides, guess, sides.rewritesOwners() ? Doubt.NONE : new Doubt(undecided.why())))
        .orElseGet(() -> diff(sides, Finding.guessed(Verdict.SYNCED, undecided.why()), List.of()));
  }

  /** Why a prediction is no more than a guess; empty if it is more. */
  private record Doubt(String why) {
    static final Doubt NONE = new Doubt("");

    Finding finding(Verdict verdict) {
      return why.isEmpty() ? Finding.predicted(verdict, "") : Finding.guessed(verdict, why);
    }
  }

  private ResourceDiff compared(Sides sides, Predicted predicted, Doubt doubt) {
    LiveResource live = sides.requiredLive();
    Manifest object =
        live.manifest()
            .withContent(StoredForm.of(live.content(), predicted.object(), live.manifest().kind()));
    List<FieldChange> changes =
        predicted.changesContent()
            ? named(sides, changes(sides).between(live, object.content()))
            : List.of();
    Verdict verdict =
        !changes.isEmpty()
            ? Verdict.CHANGED
            : sides.rewritesOwners() || changesOwnership(live, predicted)
                ? Verdict.OWNERSHIP_ONLY
                : Verdict.SYNCED;
    return diff(shown(sides.withPredicted(object), changes), doubt.finding(verdict), changes);
  }

  /** Of our own fields, if all that is written is stored as nothing. */
  private boolean changesOwnership(LiveResource live, Predicted predicted) {
    return predicted.changesContent()
        ? !StatedFields.owned(live, manager())
            .equals(StatedFields.owned(predicted.object(), manager()))
        : predicted.change() == ApplyResult.Change.OWNERSHIP;
  }

  /** What goes only because a strict rule suffers no fields of others says so. */
  private static List<FieldChange> named(Sides sides, List<FieldChange> changes) {
    return sides.foreign().isEmpty()
        ? changes
        : changes.stream()
            .map(
                change ->
                    change.reason() == FieldChange.Reason.NO_LONGER_STATED
                            && sides.foreign().contains(change.path())
                        ? change.because(FieldChange.Reason.FOREIGN)
                        : change)
            .toList();
  }

  /** What becomes of the finding now that the server was asked. */
  ResourceDiff answered(ResourceDiff asked, ApplyOutcome outcome) {
    return judged(asked, outcome).withForeign(asked::foreign);
  }

  private ResourceDiff judged(ResourceDiff asked, ApplyOutcome outcome) {
    Sides sides = asked.sides();
    if (outcome instanceof ApplyOutcome.Conflicted conflicted) {
      return rejected(asked, conflicted.message());
    }
    if (outcome instanceof ApplyOutcome.Rejected rejected) {
      return rejected(asked, rejected.reason() + ": " + rejected.message());
    }
    ApplyOutcome.Applied applied = (ApplyOutcome.Applied) outcome;
    LiveResource live = sides.live();
    if (live == null) {
      return created(sides, Finding.confirmed(Verdict.CHANGED, asked.why()));
    }
    Answer answer = new Answer(sides.requiredIntent(), live, applied, context);
    List<FieldChange> changes = answer.changes(changes(sides));
    Verdict verdict =
        !changes.isEmpty()
            ? Verdict.CHANGED
            : answer.changesOwnership() ? Verdict.OWNERSHIP_ONLY : Verdict.SYNCED;
    return diff(
        shown(sides.withPredicted(answer.object()), changes),
        Finding.confirmed(verdict, ""),
        changes);
  }

  /** All fields if the two sides can't be compared field by field. */
  private Sides shown(Sides sides, List<FieldChange> changes) {
    Intent intent = sides.requiredIntent();
    LiveResource live = sides.requiredLive();
    if (changes.isEmpty() || !intent.manifest().kind().equals(live.manifest().kind())) {
      return sides;
    }
    Schema schema = context.schema(intent.manifest().kind());
    FieldSet ours = StatedFields.of(intent, live, schema, manager());
    FieldSet changed = FieldSet.of(changes.stream().map(FieldChange::path).toList());
    return sides.showing(ours.union(changed));
  }

  private static ResourceDiff rejected(ResourceDiff asked, String why) {
    return new ResourceDiff(
        asked.key(), asked.sides(), Finding.confirmed(Verdict.REJECTED, why), asked.changes());
  }

  private FieldChanges changes(Sides sides) {
    Schema schema = context.schema(sides.requiredIntent().manifest().kind());
    return new FieldChanges(schema, manager(), context.redactor());
  }

  private static ResourceDiff diff(Sides sides, Finding finding, List<FieldChange> changes) {
    return new ResourceDiff(sides.requiredIntent().key(), sides, finding, changes);
  }

  ResourceDiff pruned(LiveResource live) {
    return new ResourceDiff(
        live.key(),
        Sides.of(null, live).showing(StatedFields.owned(live, manager())),
        Finding.predicted(Verdict.CHANGED, "no longer stated"),
        FieldChanges.ofPruned(live, context.redactor()));
  }
}
