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
    if (hasFinalizer(object, Deletion.ORPHAN)) {
      orphanDependentsOf(key, object);
    } else if (hasFinalizer(object, Deletion.FOREGROUND) && Deletion.isTerminating(object)) {
      deleteDependentsOf(key, object);
    } else {
      checkOwnersOf(key, object);
    }
    return Optional.empty();
  }

  private static boolean hasFinalizer(MapValue object, String name) {
    return object.itemsAt("metadata", "finalizers").contains(Value.of(name));
  }

  private void orphanDependentsOf(ResourceKey key, MapValue owner) {
    String uid = ObjectStore.uid(owner);
    for (ResourceKey dependent : plane.store().dependentsOf(uid)) {
      keepOwners(dependent, reference -> !reference.textAt("uid").equals(Optional.of(uid)));
    }
    endFinalizer(key, Deletion.ORPHAN);
  }

  private void deleteDependentsOf(ResourceKey key, MapValue owner) {
    List<ResourceKey> dependents = plane.store().dependentsOf(ObjectStore.uid(owner));
    for (ResourceKey dependent : dependents) {
      plane.api().deletion().delete(dependent, Propagation.FOREGROUND);
    }
    if (plane.store().dependentsOf(ObjectStore.uid(owner)).isEmpty()) {
      endFinalizer(key, Deletion.FOREGROUND);
    }
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

  private void checkOwnersOf(ResourceKey key, MapValue object) {
    List<String> owners = ObjectStore.owners(object);
    long alive = owners.stream().filter(uid -> plane.store().withUid(uid).isPresent()).count();
    if (owners.isEmpty() || alive == owners.size()) {
      return;
    }
    if (alive == 0) {
      plane.api().deletion().delete(key, Propagation.BACKGROUND);
    } else {
      keepOwners(
          key, reference -> plane.store().withUid(reference.textAt("uid").orElse("")).isPresent());
    }
  }

  private void keepOwners(ResourceKey key, Predicate<Value> isKept) {
    plane
        .api()
        .update(
            key,
            MANAGER,
            object -> {
              List<Value> kept =
                  object.itemsAt("metadata", "ownerReferences").stream().filter(isKept).toList();
              return kept.isEmpty()
                  ? Fields.remove(object, "metadata", "ownerReferences")
                  : Fields.set(object, new ListValue(kept), "metadata", "ownerReferences");
            });
  }
}
