package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions about owners, labels and counts that controllers share. */
final class Owned {

  private Owned() {}

  /** With a reference to the owner that controls it, after those to other owners. */
  static MapValue withController(MapValue object, MapValue owner) {
    Value reference =
        Value.of(
            Map.<String, Object>of(
                "apiVersion", owner.textAt("apiVersion").orElse(""),
                "kind", owner.textAt("kind").orElse(""),
                "name", owner.textAt("metadata", "name").orElse(""),
                "uid", ObjectStore.uid(owner),
                "controller", true,
                "blockOwnerDeletion", true));
    List<Value> owners = new ArrayList<>(object.itemsAt("metadata", "ownerReferences"));
    owners.add(reference);
    return Fields.set(object, new ListValue(owners), "metadata", "ownerReferences");
  }

  /**
   * Takes objects that nobody controls and that the owner's selector means, as after a deletion
   * that left orphans.
   */
  static void adopt(ControlPlane plane, MapValue owner, GroupKind kind) {
    MapValue selector = owner.mapAt("spec", "selector", "matchLabels");
    String namespace = owner.textAt("metadata", "namespace").orElse("");
    for (MapValue object : plane.store().list(kind, namespace)) {
      boolean isOrphan = controller(object).isEmpty() && !Deletion.isTerminating(object);
      if (isOrphan && !selector.isEmpty() && isMeant(selector, object)) {
        plane
            .api()
            .update(
                ApiServer.keyOf(object),
                Controller.MANAGER,
                orphan -> withController(orphan, owner));
      }
    }
  }

  private static boolean isMeant(MapValue selector, MapValue object) {
    Map<String, Value> labels = object.mapAt("metadata", "labels").entries();
    return labels.entrySet().containsAll(selector.entries().entrySet());
  }

  /** The objects of a kind that an owner controls, in the order of their names. */
  static List<MapValue> by(ObjectStore store, MapValue owner, GroupKind kind) {
    return store.dependentsOf(ObjectStore.uid(owner)).stream()
        .filter(key -> key.groupKind().equals(kind))
        .map(store::get)
        .flatMap(Stream::ofNullable)
        .filter(object -> controllerUid(object).equals(Optional.of(ObjectStore.uid(owner))))
        .toList();
  }

  private static Optional<String> controllerUid(MapValue object) {
    return controller(object).flatMap(reference -> reference.textAt("uid"));
  }

  private static Optional<Value> controller(MapValue object) {
    return object.itemsAt("metadata", "ownerReferences").stream()
        .filter(reference -> reference.at("controller").flatMap(Value::asBoolean).orElse(false))
        .findFirst();
  }

  /** The controlling owner of a changed object if it is of this kind. */
  static Stream<ResourceKey> ownerOf(StoreChange change, GroupKind kind) {
    return controller(change.last()).stream()
        .filter(reference -> reference.textAt("kind").equals(Optional.of(kind.kind())))
        .map(
            reference ->
                new ResourceKey(
                    kind.group(),
                    kind.kind(),
                    change.key().namespace(),
                    reference.textAt("name").orElse("")));
  }

  /** The changed object itself if it is of this kind. */
  static Stream<ResourceKey> self(StoreChange change, GroupKind kind) {
    return Stream.of(change.key()).filter(key -> key.groupKind().equals(kind));
  }

  static long number(MapValue object, String... path) {
    return object.integerAt(path).orElse(0L);
  }

  /** A count as Kubernetes writes it: not at all if it is 0. */
  static MapValue count(MapValue status, String field, long number) {
    return number == 0 ? status.without(field) : status.with(field, Value.of(number));
  }
}
