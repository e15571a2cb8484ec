package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Serves the kinds of custom resource definitions, until these are deleted. */
final class DefinitionController implements Controller {
  private static final String MANAGER = "kube-apiserver";

  private final ControlPlane plane;

  DefinitionController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    if (change.isGone() && change.key().groupKind().equals(Kinds.DEFINITION)) {
      withdraw(kindOf(change.last()));
    }
    return Owned.self(change, Kinds.DEFINITION);
  }

  private void withdraw(GroupKind kind) {
    for (MapValue object : plane.store().list(kind, "")) {
      plane.api().deletion().delete(ApiServer.keyOf(object), Propagation.BACKGROUND);
    }
    plane.kinds().removeAll(kind);
  }

  private static GroupKind kindOf(MapValue definition) {
    return new GroupKind(
        definition.textAt("spec", "group").orElse(""),
        definition.textAt("spec", "names", "kind").orElse("Unknown"));
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue definition = plane.store().get(key);
    if (definition == null || Deletion.isTerminating(definition)) {
      return Optional.empty();
    }
    plane.kinds().removeAll(kindOf(definition));
    for (Value version : definition.itemsAt("spec", "versions")) {
      if (version.at("served").flatMap(Value::asBoolean).orElse(false)) {
        plane.kinds().add(served(definition, version));
      }
    }
    String time = plane.scheduler().now().truncatedTo(ChronoUnit.SECONDS).toString();
    plane.api().updateStatus(key, MANAGER, object -> established(object, time));
    return Optional.empty();
  }

  private static ServedKind served(MapValue definition, Value version) {
    GroupKind kind = kindOf(definition);
    String name = version.textAt("name").orElse("v1");
    boolean namespaced =
        definition.textAt("spec", "scope").filter("Namespaced"::equals).isPresent();
    ApiResource resource =
        new ApiResource(
            new GroupVersionKind(kind.group(), name, kind.kind()),
            definition.textAt("spec", "names", "plural").orElse(""),
            namespaced);
    return ServedKind.custom(resource, version.at("subresources", "status").isPresent());
  }

  private static MapValue established(MapValue definition, String time) {
    MapValue status = definition.mapAt("status");
    status =
        Conditions.with(
            status,
            Conditions.condition("NamesAccepted", "True", "NoConflicts", "no conflicts found"),
            time);
    status =
        Conditions.with(
            status,
            Conditions.condition(
                "Established",
                "True",
                "InitialNamesAccepted",
                "the initial names have been accepted"),
            time);
    status = status.with("acceptedNames", definition.mapAt("spec", "names"));
    return definition.with("status", status);
  }
}
