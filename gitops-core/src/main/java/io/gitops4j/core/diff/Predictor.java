package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.Prediction.Created;
import io.gitops4j.core.diff.Prediction.Invalid;
import io.gitops4j.core.diff.Prediction.Predicted;
import io.gitops4j.core.diff.Prediction.Undecided;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyOptions;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.Conflict;
import io.gitops4j.core.merge.EmptyFields;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.merge.Spelling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what a forced apply would answer, and when that can't be told. */
final class Predictor {
  private static final FieldSet STATUS = FieldSet.of(FieldPath.of("status"));

  private Predictor() {}

  static Prediction predict(Intent intent, @Nullable LiveResource live, ApplyTerms terms) {
    MapValue document = intent.manifest().content();
    Optional<String> refusal = Refusal.of(intent.manifest(), terms);
    if (refusal.isPresent()) {
      return new Invalid(refusal.get());
    }
    if (live == null) {
      return new Created(document);
    }
    String version = intent.manifest().kind().apiVersion();
    String liveVersion = live.manifest().kind().apiVersion();
    if (!version.equals(liveVersion)) {
      return new Undecided(
          "the object was read as %s and is stated as %s".formatted(liveVersion, version),
          Optional.empty());
    }
    try {
      return judged(intent, live, terms);
    } catch (MergeException e) {
      return new Undecided(
          "the live object does not fit the schema: " + e.getMessage(), Optional.empty());
    }
  }

  private static Prediction judged(Intent intent, LiveResource live, ApplyTerms terms) {
    ApplyResult result = apply(live, intent.manifest().content(), terms);
    if (!(result instanceof ApplyResult.Applied applied)) {
      return new Undecided("a forced apply met a conflict", Optional.empty());
    }
    MapValue object =
        EmptyFields.leftOut(
            live.content(),
            applied.object(),
            StatedFields.owned(live, terms.fieldManager()),
            terms.schema());
    Predicted predicted = new Predicted(object, applied.change());
    return doubt(intent, live, terms)
        .filter(why -> applied.changed())
        .<Prediction>map(why -> new Undecided(why, Optional.of(predicted)))
        .orElse(predicted);
  }

  /**
   * A document that only spells otherwise what the object has changes nothing. The time is of no
   * matter: nothing looks at times that a prediction would stamp.
   */
  static ApplyResult apply(LiveResource live, MapValue document, ApplyTerms terms) {
    return apply(live, document, terms.schema(), options(terms).forced());
  }

  private static ApplyResult apply(
      LiveResource live, MapValue document, Schema schema, ApplyOptions options) {
    MapValue spelled = Spelling.asIn(live.content(), document, schema);
    ApplyOptions knowing = options.knowingOwners(live.managedFields());
    return ServerSideApply.apply(live.content(), spelled, knowing, schema);
  }

  private static ApplyOptions options(ApplyTerms terms) {
    return ApplyOptions.by(terms.fieldManager(), Instant.EPOCH)
        .on(terms.profile())
        .ignoring(STATUS);
  }

  /** What an apply without force would be refused for. */
  static List<Conflict> conflicts(Settlement settlement, ApplyTerms terms) {
    LiveResource live = settlement.before();
    if (live == null) {
      return List.of();
    }
    MapValue document = settlement.sent().manifest().content();
    ApplyResult result = apply(live, document, terms.schema(), options(terms));
    return result instanceof ApplyResult.Conflicted refused ? refused.conflicts() : List.of();
  }

  private static Optional<String> doubt(Intent intent, LiveResource live, ApplyTerms terms) {
    Schema schema = terms.schema();
    if (schema.equals(Schema.deduced())) {
      return Optional.of("it is not known how the server merges " + intent.manifest().kind());
    }
    ManagedFields owners = live.managedFields();
    String version = intent.manifest().kind().apiVersion();
    List<ManagedFieldsEntry> others =
        owners.inOtherVersions(version).stream()
            .filter(entry -> entry.subresource().isEmpty())
            .toList();
    Optional<ManagedFieldsEntry> own = owners.applied(terms.fieldManager(), "");
    if (own.filter(others::contains).isPresent()) {
      return Optional.of(
          "the last apply was made as %s, this one is as %s"
              .formatted(own.get().apiVersion(), version));
    }
    // Owners in another version matter only to the question what may be removed.
    FieldSet before = own.map(ManagedFieldsEntry::fields).orElse(FieldSet.EMPTY);
    if (others.isEmpty() || before.difference(StatedFields.sent(intent, schema)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "fields are removed, and %s names its own as %s"
            .formatted(others.get(0).manager(), others.get(0).apiVersion()));
  }
}
