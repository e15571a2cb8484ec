package io.gitops4j.core.diff;

import io.gitops4j.core.diff.FieldChange.Reason;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds changes that may be none: where a list or map that is owned as a whole has all that is
 * stated and more, the server may have filled in the rest, as it does in {@code
 * volumeClaimTemplates} and {@code fieldRef}, and would do so again. Elsewhere what it fills in
 * stands beside what is stated and never differs.
 */
final class FilledIn {
  private FilledIn() {}

  /** The first of them. */
  static Optional<FieldPath> in(List<FieldChange> changes) {
    return changes.stream().filter(FilledIn::mayBe).map(FieldChange::path).findFirst();
  }

  private static boolean mayBe(FieldChange change) {
    return change.reason() == Reason.DIFFERS
        && change.desired().isPresent()
        && change.live().filter(live -> covers(live, change.desired().get())).isPresent();
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
