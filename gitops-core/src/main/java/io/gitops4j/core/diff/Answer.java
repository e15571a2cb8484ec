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
   * The live object after an apply of the intent in the server's spelling; the answer as it is if
   * more goes away than that explains.
   */
  private Manifest appliedToLive() {
    try {
      ApplyResult result = Predictor.apply(live, inTheServersSpelling(), terms);
      if (result instanceof ApplyResult.Applied applied) {
        MapValue content = StoredForm.of(live.content(), applied.object(), live.manifest().kind());
        FieldChanges plain =
            new FieldChanges(terms.schema(), terms.fieldManager(), Redactor.withoutHashes());
        boolean explained =
            plain
                .removed(live.content(), answer.content())
                .difference(plain.removed(live.content(), content))
                .isEmpty();
        return explained ? live.manifest().withContent(content) : answer.manifest();
      }
    } catch (MergeException e) {
      // The schema is not the server's: the answer has to do as it is.
    }
    return answer.manifest();
  }

  private MapValue inTheServersSpelling() {
    MapValue sent = intent.manifest().content();
    MapValue spelled =
        StatedFields.sent(intent, terms.schema()).extract(answer.content()).orElse(MapValue.EMPTY);
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
