package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.ServerProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the cluster serves. Not thread-safe. */
final class ServedKinds {
  private final Map<GroupVersionKind, ServedKind> byKind = new LinkedHashMap<>();

  private final Set<GroupKind> ofDefinitions = new HashSet<>();

  ServedKinds(Release release, ServerProfile profile) {
    BuiltInKinds.of(release, profile).forEach(this::add);
  }

  void addOfDefinition(ServedKind kind) {
    ofDefinitions.add(kind.groupKind());
    add(kind);
  }

  /** What custom resource definitions brought. */
  List<ServedKind> ofDefinitions() {
    return byKind.values().stream()
        .filter(kind -> ofDefinitions.contains(kind.groupKind()))
        .toList();
  }

  void add(ServedKind kind) {
    byKind.put(kind.kind(), kind);
  }

  void removeAll(GroupKind kind) {
    ofDefinitions.remove(kind);
    byKind.keySet().removeIf(served -> served.groupKind().equals(kind));
  }

  List<ApiResource> resources() {
    List<ApiResource> resources = new ArrayList<>();
    byKind.values().forEach(kind -> resources.add(kind.resource()));
    return resources;
  }

  Optional<ServedKind> find(GroupKind kind) {
    return byKind.values().stream().filter(k -> k.groupKind().equals(kind)).findFirst();
  }

  ServedKind require(GroupVersionKind kind) {
    ServedKind served = byKind.get(kind);
    if (served == null) {
      throw new ClusterException(
          ClusterException.Reason.UNKNOWN_KIND,
          "no matches for kind \"%s\" in version \"%s\"".formatted(kind.kind(), kind.apiVersion()),
          null);
    }
    return served;
  }

  ServedKind require(GroupKind kind) {
    return find(kind)
        .orElseThrow(
            () ->
                new ClusterException(
                    ClusterException.Reason.UNKNOWN_KIND,
                    "no matches for kind \"%s\" in group \"%s\""
                        .formatted(kind.kind(), kind.group()),
                    null));
  }

  /** The kind in this version, empty if it is not served. */
  Optional<ServedKind> find(GroupVersionKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** An object in the version in which all objects of its kind are stored. */
  MapValue asStored(MapValue object) {
    GroupKind kind = ApiServer.keyOf(object).groupKind();
    return find(kind)
        .filter(served -> !served.has(ServedKind.Trait.DIFFERS) || Conversion.of(kind).isPresent())
        .map(served -> served.inItsVersion(object))
        .orElse(object);
  }

  /** The address of a named object that is created where {@code place} says. */
  static ResourceKey addressOf(ServedKind kind, ResourceKey place, MapValue named) {
    String name = named.textAt("metadata", "name").orElse("");
    String namespace = kind.resource().namespaced() ? place.namespace() : "";
    return new ResourceKey(kind.kind().group(), kind.kind().kind(), namespace, name);
  }
}
