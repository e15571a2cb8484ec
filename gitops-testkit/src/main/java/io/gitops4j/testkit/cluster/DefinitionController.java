package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Conditions.condition;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Serves the kinds of custom resource definitions, until these are deleted with all their objects.
 * It is a part of the API server.
 */
final class DefinitionController implements Controller {
  private static final String MANAGER = "kube-apiserver";

  private final ControlPlane plane;

  DefinitionController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    if (change.key().groupKind().equals(Kinds.DEFINITION)) {
      return Stream.of(change.key());
    }
    // The last object of a kind that is to go lets its definition go.
    return change.isGone() ? owner(change.key()).stream() : Stream.empty();
  }

  private Optional<ResourceKey> owner(ResourceKey key) {
    return plane.store().list(Kinds.DEFINITION, "").stream()
        .filter(Deletion::isTerminating)
        .filter(definition -> Definitions.kindOf(definition).equals(key.groupKind()))
        .map(ApiServer::keyOf)
        .findFirst();
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue definition = plane.store().get(key);
    if (definition == null) {
      withdrawLost();
    } else if (Deletion.isTerminating(definition)) {
      end(key, definition);
    } else {
      serve(key, definition);
    }
    return Optional.empty();
  }

  /** Kinds whose definition is gone, however it went. */
  private void withdrawLost() {
    List<ServedKind> custom = plane.kinds().ofDefinitions();
    List<MapValue> left = plane.store().list(Kinds.DEFINITION, "");
    for (ServedKind kind : custom) {
      if (left.stream().noneMatch(d -> Definitions.kindOf(d).equals(kind.groupKind()))) {
        plane.kinds().removeAll(kind.groupKind());
      }
    }
  }

  private void end(ResourceKey key, MapValue definition) {
    if (!definition.itemsAt("metadata", "finalizers").contains(Scalar.of(Deletion.CLEANUP))) {
      return;
    }
    List<MapValue> objects = plane.store().list(Definitions.kindOf(definition), "");
    if (!objects.isEmpty()) {
      note(
          key,
          condition(
              "Terminating",
              "True",
              "InstanceDeletionInProgress",
              "CustomResource deletion is in progress"));
      objects.forEach(
          object -> plane.api().deletion().delete(ApiServer.keyOf(object), Propagation.BACKGROUND));
    }
    if (plane.store().list(Definitions.kindOf(definition), "").isEmpty()) {
      plane.kinds().removeAll(Definitions.kindOf(definition));
      plane.api().update(key, MANAGER, DefinitionController::withoutCleanup);
    }
  }

  private static MapValue withoutCleanup(MapValue definition) {
    List<Value> kept =
        definition.itemsAt("metadata", "finalizers").stream()
            .filter(finalizer -> !finalizer.equals(Scalar.of(Deletion.CLEANUP)))
            .toList();
    return Admission.withFinalizers(definition, kept);
  }

  private void serve(ResourceKey key, MapValue definition) {
    Optional<String> conflict = conflict(definition);
    if (conflict.isPresent()) {
      note(key, condition("NamesAccepted", "False", "KindConflict", conflict.get()));
      note(key, condition("Established", "False", "NotAccepted", "not all names are accepted"));
      return;
    }
    accept(key);
    plane.kinds().removeAll(Definitions.kindOf(definition));
    Definitions.served(definition, plane.profile(), plane.isOld())
        .forEach(plane.kinds()::addOfDefinition);
    note(
        key,
        condition(
            "Established", "True", "InitialNamesAccepted", "the initial names have been accepted"));
  }

  /** Another definition may have taken the kind. */
  private Optional<String> conflict(MapValue definition) {
    String name = definition.textAt("metadata", "name").orElse("");
    return plane.store().list(Kinds.DEFINITION, "").stream()
        .filter(other -> !other.textAt("metadata", "name").equals(Optional.of(name)))
        .filter(other -> Definitions.kindOf(other).equals(Definitions.kindOf(definition)))
        .filter(other -> Conditions.isTrue(other.mapAt("status"), "Established"))
        .findFirst()
        .map(other -> "\"%s\" is already in use".formatted(Definitions.kindOf(other).kind()));
  }

  private void accept(ResourceKey key) {
    MapValue accepted = condition("NamesAccepted", "True", "NoConflicts", "no conflicts found");
    plane
        .api()
        .updateStatus(
            key,
            MANAGER,
            object -> {
              MapValue status = noted(object.mapAt("status"), accepted);
              return object.with(
                  "status", status.with("acceptedNames", object.mapAt("spec", "names")));
            });
  }

  private void note(ResourceKey key, MapValue condition) {
    plane
        .api()
        .updateStatus(
            key,
            MANAGER,
            object -> object.with("status", noted(object.mapAt("status"), condition)));
  }

  /** What is said already is not said again, and keeps its place. */
  private MapValue noted(MapValue status, MapValue condition) {
    boolean isSaid =
        Conditions.find(status, condition.textAt("type").orElse(""))
            .filter(was -> was.without("lastTransitionTime").equals(condition))
            .isPresent();
    return isSaid ? status : Conditions.with(status, condition, time());
  }

  private String time() {
    return plane.scheduler().now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
