package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the cluster serves. Not thread-safe. */
final class ServedKinds {
  private final Map<GroupVersionKind, ServedKind> byKind = new LinkedHashMap<>();

  ServedKinds(Release release) {
    BuiltInKinds.of(release).forEach(this::add);
  }

  void add(ServedKind kind) {
    byKind.put(kind.kind(), kind);
  }

  void removeAll(GroupKind kind) {
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
        .filter(served -> !served.has(ServedKind.Trait.DIFFERS))
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
