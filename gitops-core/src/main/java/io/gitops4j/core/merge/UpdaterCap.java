package io.gitops4j.core.merge;

import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the number of updaters bounded by uniting the oldest ones of a version. */
final class UpdaterCap {
  private static final int MOST = 10;
  private static final String UNITED = "ancient-changes";

  private static final Comparator<ManagedFieldsEntry> OLDEST_FIRST =
      Comparator.<ManagedFieldsEntry>comparingLong(
              entry -> entry.time().map(time -> time.getEpochSecond()).orElse(0L))
          .thenComparing(ManagedFieldsEntry::manager)
          .thenComparing(ManagedFieldsEntry::apiVersion)
          .thenComparing(ManagedFieldsEntry::subresource);

  private UpdaterCap() {}

  static ManagedFields applied(ManagedFields owners) {
    List<ManagedFieldsEntry> updaters =
        owners.entries().stream()
            .filter(entry -> entry.operation() == Operation.UPDATE)
            .sorted(OLDEST_FIRST)
            .toList();
    return updaters.size() <= MOST ? owners : united(owners, updaters);
  }

  private static ManagedFields united(ManagedFields owners, List<ManagedFieldsEntry> updaters) {
    List<ManagedFieldsEntry> result = new ArrayList<>(owners.entries());
    Map<String, ManagedFieldsEntry> oldestByVersion = new HashMap<>();
    int count = updaters.size();
    for (ManagedFieldsEntry next : updaters) {
      if (count <= MOST) {
        break;
      }
      ManagedFieldsEntry oldest = oldestByVersion.putIfAbsent(next.apiVersion(), next);
      if (oldest != null) {
        ManagedFieldsEntry both = united(oldest, next);
        result.removeIf(entry -> entry.sameManager(oldest) || entry.sameManager(next));
        result.add(both);
        oldestByVersion.put(next.apiVersion(), both);
        count--;
      }
    }
    return new ManagedFields(result);
  }

  private static ManagedFieldsEntry united(ManagedFieldsEntry older, ManagedFieldsEntry newer) {
    return new ManagedFieldsEntry(
        UNITED,
        Operation.UPDATE,
        newer.apiVersion(),
        newer.time().isPresent() ? newer.time() : older.time(),
        "",
        older.fields().union(newer.fields()));
  }
}
