package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.StoredForm;
import java.util.List;
import java.util.Optional;

/**
 * The server's answer to a dry run, cut down to what the apply itself does. An admission webhook
 * that writes something new into every answer must not make an object look changed.
 */
final class Answer {
  private final Intent intent;
  private final LiveResource live;
  private final LiveResource answer;
  private final ApplyTerms terms;
  private final boolean unchanged;
  private final boolean comparable;
  private final Manifest object;

  Answer(
      Intent intent, LiveResource live, ApplyOutcome.Applied applied, ComparisonContext context) {
    this.intent = intent;
    this.live = live;
    this.answer = applied.resource();
    this.terms = context.terms(intent.manifest().kind());
    this.unchanged = applied.change() == ApplyOutcome.Change.UNCHANGED;
    this.comparable = live.manifest().kind().equals(answer.manifest().kind());
    this.object = comparable ? appliedToLive() : answer.manifest();
  }

  /** The object as it would be. */
  Manifest object() {
    return object;
  }

  /** Empty if the answer is the live object in all that counts. */
  List<FieldChange> changes(FieldChanges changes) {
    return unchanged ? List.of() : changes.between(live, object.content());
  }

  boolean changesOwnership() {
    return !unchanged && comparable && !ourFields(live).equals(ourFields(answer));
  }

  private FieldSet ourFields(LiveResource object) {
    return StatedFields.owned(object, terms.fieldManager());
  }

  /**
   * The live object after an apply of the intent in the server's spelling, with what goes by that
   * and comes back by default; the answer as it is if more goes away than that explains.
   */
  private Manifest appliedToLive() {
    FieldSet stated = StatedFields.sent(intent, terms.schema());
    try {
      Optional<MapValue> content = applied(stated);
      if (content.isPresent()) {
        FieldSet expected = removed(content.get());
        FieldSet gone = removed(answer.content());
        if (gone.difference(expected).isEmpty()) {
          FieldSet back = expected.difference(gone);
          Optional<MapValue> whole = back.isEmpty() ? content : applied(stated.union(back));
          return live.manifest().withContent(whole.orElse(content.get()));
        }
      }
    } catch (MergeException e) {
      // The schema is not the server's: the answer has to do as it is.
    }
    return answer.manifest();
  }

  private FieldSet removed(MapValue after) {
    return new FieldChanges(terms.schema(), terms.fieldManager(), Redactor.withoutHashes())
        .removed(live.content(), after);
  }

  /** The live object after an apply of the fields as the server spells them. */
  private Optional<MapValue> applied(FieldSet fields) {
    return Predictor.apply(live, inTheServersSpelling(fields), terms)
            instanceof ApplyResult.Applied applied
        ? Optional.of(StoredForm.of(live.content(), applied.object(), live.manifest().kind()))
        : Optional.empty();
  }

  private MapValue inTheServersSpelling(FieldSet fields) {
    MapValue sent = intent.manifest().content();
    MapValue spelled = fields.extract(answer.content()).orElse(MapValue.EMPTY);
    MapValue metadata = spelled.mapAt("metadata");
    for (String field : List.of("name", "namespace")) {
      Value value = sent.mapAt("metadata").entries().get(field);
      metadata = value == null ? metadata : metadata.with(field, value);
    }
    spelled = spelled.with("metadata", metadata);
    for (String field : List.of("apiVersion", "kind")) {
      Value value = sent.entries().get(field);
      spelled = value == null ? spelled : spelled.with(field, value);
    }
    return spelled;
  }
}
