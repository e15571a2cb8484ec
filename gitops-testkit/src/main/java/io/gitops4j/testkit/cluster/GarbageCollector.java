package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Deletes what lost its owners, and ends deletions in the foreground and of orphaning owners. */
final class GarbageCollector implements Controller {
  private final ControlPlane plane;

  GarbageCollector(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    Stream<ResourceKey> dependents =
        change.isGone()
            ? plane.store().dependentsOf(ObjectStore.uid(change.last())).stream()
            : Stream.empty();
    Stream<ResourceKey> self = mattersItself(change) ? Stream.of(change.key()) : Stream.empty();
    Stream<ResourceKey> owners =
        ObjectStore.owners(change.last()).stream()
            .map(uid -> plane.store().withUid(uid))
            .flatMap(Optional::stream)
            .filter(Deletion::isTerminating)
            .map(ApiServer::keyOf);
    return Stream.of(dependents, self, owners).flatMap(keys -> keys);
  }

  private static boolean mattersItself(StoreChange change) {
    if (change.isGone()) {
      return false;
    }
    MapValue before = change.before() == null ? MapValue.EMPTY : change.before();
    return Deletion.isTerminating(change.last())
        || !ObjectStore.owners(change.last()).equals(ObjectStore.owners(before));
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue object = plane.store().get(key);
    if (object == null) {
      return Optional.empty();
    }
    if (!Deletion.isTerminating(object)) {
      checkOwnersOf(key, object);
    } else if (hasFinalizer(object, Deletion.ORPHAN)) {
      orphanDependentsOf(key, object);
    } else if (hasFinalizer(object, Deletion.FOREGROUND)) {
      deleteDependentsOf(key, object);
    }
    return Optional.empty();
  }

  private static boolean hasFinalizer(MapValue object, String name) {
    return object.itemsAt("metadata", "finalizers").contains(Value.of(name));
  }

  private void orphanDependentsOf(ResourceKey key, MapValue owner) {
    String uid = ObjectStore.uid(owner);
    for (ResourceKey dependent : plane.store().dependentsOf(uid)) {
      keepOwners(dependent, reference -> !isTo(reference, uid));
    }
    endFinalizer(key, Deletion.ORPHAN);
  }

  /** All of them, but only some block it. */
  private void deleteDependentsOf(ResourceKey key, MapValue owner) {
    String uid = ObjectStore.uid(owner);
    List<ResourceKey> dependents = plane.store().dependentsOf(uid);
    boolean isBlocked = dependents.stream().anyMatch(other -> blocks(other, uid));
    dependents.forEach(this::reconcile);
    if (!isBlocked) {
      endFinalizer(key, Deletion.FOREGROUND);
    }
  }

  private boolean blocks(ResourceKey dependent, String uid) {
    MapValue object = plane.store().get(dependent);
    return object != null
        && references(object)
            .anyMatch(
                reference ->
                    isTo(reference, uid)
                        && reference
                            .at("blockOwnerDeletion")
                            .flatMap(Value::asBoolean)
                            .orElse(false));
  }

  private static Stream<Value> references(MapValue object) {
    return object.itemsAt("metadata", "ownerReferences").stream();
  }

  private static boolean isTo(Value reference, String uid) {
    return reference.textAt("uid").equals(Optional.of(uid));
  }

  private void endFinalizer(ResourceKey key, String name) {
    plane.api().update(key, MANAGER, object -> withoutFinalizer(object, name));
  }

  private static MapValue withoutFinalizer(MapValue object, String name) {
    List<Value> kept =
        object.itemsAt("metadata", "finalizers").stream()
            .filter(finalizer -> !finalizer.equals(Value.of(name)))
            .toList();
    return kept.isEmpty()
        ? Fields.remove(object, "metadata", "finalizers")
        : Fields.set(object, new ListValue(kept), "metadata", "finalizers");
  }

  /**
   * An object stays while one of its owners does, without its references to the others. The last
   * one to go decides how it goes itself.
   */
  private void checkOwnersOf(ResourceKey key, MapValue object) {
    List<Value> gone = references(object).filter(reference -> !stays(reference)).toList();
    if (gone.isEmpty()) {
      return;
    }
    if (gone.size() < ObjectStore.owners(object).size()) {
      keepOwners(key, this::stays);
      return;
    }
    boolean isAwaited = gone.stream().anyMatch(reference -> owner(reference).isPresent());
    boolean hasDependents = !plane.store().dependentsOf(ObjectStore.uid(object)).isEmpty();
    plane.api().deletion().delete(key, propagation(object, isAwaited && hasDependents));
  }

  private static Propagation propagation(MapValue object, boolean isAwaitedWithDependents) {
    if (hasFinalizer(object, Deletion.ORPHAN)) {
      return Propagation.ORPHAN;
    }
    return isAwaitedWithDependents || hasFinalizer(object, Deletion.FOREGROUND)
        ? Propagation.FOREGROUND
        : Propagation.BACKGROUND;
  }

  /** Whether an owner is there and does not wait for its dependents to go. */
  private boolean stays(Value reference) {
    return owner(reference)
        .filter(
            owner -> !(Deletion.isTerminating(owner) && hasFinalizer(owner, Deletion.FOREGROUND)))
        .isPresent();
  }

  private Optional<MapValue> owner(Value reference) {
    return plane.store().withUid(reference.textAt("uid").orElse(""));
  }

  private void keepOwners(ResourceKey key, Predicate<Value> isKept) {
    plane
        .api()
        .update(
            key,
            MANAGER,
            object -> {
              List<Value> kept = references(object).filter(isKept).toList();
              return kept.isEmpty()
                  ? Fields.remove(object, "metadata", "ownerReferences")
                  : Fields.set(object, new ListValue(kept), "metadata", "ownerReferences");
            });
  }
}
