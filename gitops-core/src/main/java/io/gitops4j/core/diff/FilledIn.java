package io.gitops4j.core.diff;

import io.gitops4j.core.diff.FieldChange.Reason;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds changes that may be none, or others: where a list or map that is owned as a whole has all
 * that is stated and more, the server may have filled in the rest, as it does in {@code
 * volumeClaimTemplates} and {@code fieldRef}, and would do so again. And a declared field that
 * would go may come back with its default. Elsewhere what the server fills in stands beside what is
 * stated and never differs.
 */
final class FilledIn {
  private static final FieldPath METADATA = FieldPath.of("metadata");

  private final MapValue predicted;
  private final Schema schema;

  /**
   * @param predicted the object without what the server may fill in
   */
  FilledIn(MapValue predicted, Schema schema) {
    this.predicted = predicted;
    this.schema = schema;
  }

  /** Why a change may be none, for the first of them. */
  Optional<String> in(List<FieldChange> changes) {
    return changes.stream().flatMap(change -> doubt(change).stream()).findFirst();
  }

  private Optional<String> doubt(FieldChange change) {
    boolean mayBeMore =
        change.reason() == Reason.DIFFERS
            && change.desired().isPresent()
            && change.live().filter(live -> covers(live, change.desired().get())).isPresent();
    if (mayBeMore) {
      return Optional.of("the server may have filled in what %s has more".formatted(change.path()));
    }
    return change.reason() == Reason.NO_LONGER_STATED && mayComeBack(change.path())
        ? Optional.of("the server may fill in %s again".formatted(change.path()))
        : Optional.empty();
  }

  /** Items and keys of free-form maps never do, nor do labels and the like. */
  private boolean mayComeBack(FieldPath path) {
    if (path.startsWith(METADATA)) {
      return false;
    }
    FieldPath place = FieldPath.ROOT;
    Schema within = schema;
    for (FieldPath.Element element : path.elements()) {
      place = place.then(element);
      if (ServerSideApply.valueAt(predicted, place, schema).isEmpty()) {
        return within.declares(element);
      }
      within = within.below(element);
    }
    return false;
  }

  private static boolean covers(Value live, Value stated) {
    if (live instanceof MapValue more && stated instanceof MapValue map) {
      return map.entries().entrySet().stream().allMatch(entry -> covers(more, entry));
    }
    if (live instanceof ListValue more && stated instanceof ListValue list) {
      int size = list.items().size();
      boolean all = more.items().size() == size;
      for (int i = 0; all && i < size; i++) {
        all = covers(more.items().get(i), list.items().get(i));
      }
      return all;
    }
    return live.equals(stated);
  }

  private static boolean covers(MapValue live, Map.Entry<String, Value> stated) {
    Value counterpart = live.entries().get(stated.getKey());
    return counterpart != null && covers(counterpart, stated.getValue());
  }
}
