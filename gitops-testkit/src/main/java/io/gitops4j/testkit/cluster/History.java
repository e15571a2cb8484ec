package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last writes of a store, for lists and watches that begin in the past. Not thread-safe. */
final class History {
  private final int length;
  private final Deque<StoreChange> changes = new ArrayDeque<>();

  /** Everything after this version is known. */
  private long start;

  History(int length, long start) {
    this.length = length;
    this.start = start;
  }

  void add(StoreChange change) {
    changes.add(change);
    if (changes.size() > length) {
      start = changes.remove().version();
    }
  }

  /** The version from which on everything is known. */
  long start() {
    return start;
  }

  /** The writes after a version, oldest first; empty if they are not known any more. */
  Optional<List<StoreChange>> since(long version) {
    return version < start
        ? Optional.empty()
        : Optional.of(changes.stream().filter(change -> change.version() > version).toList());
  }

  /** Takes the objects of a kind back to what they were; false if that is not known any more. */
  boolean rewind(Map<ResourceKey, MapValue> objects, GroupKind kind, long version) {
    if (version < start) {
      return false;
    }
    Iterator<StoreChange> newestFirst = changes.descendingIterator();
    while (newestFirst.hasNext()) {
      StoreChange change = newestFirst.next();
      if (change.version() > version && change.key().groupKind().equals(kind)) {
        if (change.before() == null) {
          objects.remove(change.key());
        } else {
          objects.put(change.key(), change.before());
        }
      }
    }
    return true;
  }
}
