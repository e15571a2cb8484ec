package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects by key, each write with a resourceVersion of its own. Not thread-safe; subscribers are
 * called during the write and must only take note.
 */
final class ObjectStore {
  private final NavigableMap<ResourceKey, MapValue> objects = new TreeMap<>();
  private final Map<ResourceKey, MapValue> raw = new HashMap<>();
  private final Map<String, ResourceKey> byUid = new HashMap<>();
  private final Map<String, Set<ResourceKey>> dependents = new HashMap<>();
  private final List<Consumer<StoreChange>> subscribers = new CopyOnWriteArrayList<>();
  private final History history;
  private long version = 100;

  /** Remembers its last writes, this many. */
  ObjectStore(int remembered) {
    this.history = new History(remembered, version);
  }

  History history() {
    return history;
  }

  void subscribe(Consumer<StoreChange> subscriber) {
    subscribers.add(subscriber);
  }

  void unsubscribe(Consumer<StoreChange> subscriber) {
    subscribers.remove(subscriber);
  }

  @Nullable MapValue get(ResourceKey key) {
    return objects.get(key);
  }

  Optional<MapValue> withUid(String uid) {
    return Optional.ofNullable(byUid.get(uid)).map(objects::get);
  }

  /** The keys of the objects that name this uid as an owner. */
  List<ResourceKey> dependentsOf(String uid) {
    return List.copyOf(dependents.getOrDefault(uid, Set.of()));
  }

  List<MapValue> all() {
    return List.copyOf(objects.values());
  }

  /** In the order of their keys; of all namespaces if it is empty. */
  List<MapValue> list(GroupKind kind, String namespace) {
    ResourceKey first = new ResourceKey(kind.group(), kind.kind(), namespace, "");
    List<MapValue> found = new ArrayList<>();
    for (Map.Entry<ResourceKey, MapValue> entry : objects.tailMap(first, true).entrySet()) {
      ResourceKey key = entry.getKey();
      if (!key.groupKind().equals(kind)
          || !(namespace.isEmpty() || key.namespace().equals(namespace))) {
        break;
      }
      found.add(entry.getValue());
    }
    return found;
  }

  /** The keys of everything in a namespace. */
  List<ResourceKey> inNamespace(String namespace) {
    return objects.keySet().stream().filter(key -> key.namespace().equals(namespace)).toList();
  }

  /**
   * What was written, where it reads otherwise: a write of what is read changes it. Its
   * resourceVersion does not count.
   */
  MapValue written(ResourceKey key, MapValue object) {
    return raw.getOrDefault(key, object);
  }

  /** Notes that an object was written in another form than it is read. */
  void writtenAs(ResourceKey key, MapValue form) {
    raw.put(key, form);
  }

  MapValue put(ResourceKey key, MapValue object) {
    raw.remove(key);
    MapValue stored = Fields.set(object, nextVersion(), "metadata", "resourceVersion");
    MapValue before = objects.put(key, stored);
    if (before != null) {
      owners(before).forEach(uid -> forget(uid, key));
    }
    byUid.put(uid(stored), key);
    owners(stored).forEach(uid -> dependents.computeIfAbsent(uid, u -> new TreeSet<>()).add(key));
    tell(new StoreChange(version, key, before, stored, false));
    return stored;
  }

  void remove(ResourceKey key) {
    raw.remove(key);
    MapValue before = objects.remove(key);
    if (before != null) {
      byUid.remove(uid(before));
      owners(before).forEach(uid -> forget(uid, key));
      MapValue last = Fields.set(before, nextVersion(), "metadata", "resourceVersion");
      tell(new StoreChange(version, key, before, last, true));
    }
  }

  /** The resourceVersion of the last write. */
  long version() {
    return version;
  }

  private String nextVersion() {
    return String.valueOf(++version);
  }

  private void forget(String ownerUid, ResourceKey key) {
    Set<ResourceKey> keys = dependents.get(ownerUid);
    if (keys != null && keys.remove(key) && keys.isEmpty()) {
      dependents.remove(ownerUid);
    }
  }

  private void tell(StoreChange change) {
    history.add(change);
    subscribers.forEach(subscriber -> subscriber.accept(change));
  }

  static String uid(Value object) {
    return object.textAt("metadata", "uid").orElse("");
  }

  static List<String> owners(Value object) {
    return object.itemsAt("metadata", "ownerReferences").stream()
        .map(reference -> reference.textAt("uid").orElse(""))
        .toList();
  }
}
