package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds that a cluster serves, and those that it will serve once given CRDs are applied. */
final class KnownKinds {
  private static final GroupKind CRD =
      new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

  private final ClusterInfo cluster;
  private final Map<GroupKind, Boolean> definedAsNamespaced = new HashMap<>();
  private final Set<GroupVersionKind> defined = new HashSet<>();

  private KnownKinds(ClusterInfo cluster) {
    this.cluster = cluster;
  }

  static KnownKinds of(ClusterInfo cluster, Collection<Manifest> manifests) {
    KnownKinds kinds = new KnownKinds(cluster);
    for (Manifest manifest : manifests) {
      kinds.learn(manifest);
    }
    return kinds;
  }

  static KnownKinds of(ClusterInfo cluster, Intents intents) {
    KnownKinds kinds = new KnownKinds(cluster);
    for (Intent intent : intents.all()) {
      kinds.learn(intent.manifest());
    }
    return kinds;
  }

  private void learn(Manifest manifest) {
    GroupVersionKind kind = manifest.kind();
    if (kind.kind().equals(CRD.kind()) && kind.group().equals(CRD.group())) {
      define(manifest);
    }
  }

  private void define(Manifest crd) {
    String group = crd.content().textAt("spec", "group").orElse("");
    String kind = crd.content().textAt("spec", "names", "kind").orElse("");
    if (kind.isEmpty()) {
      return;
    }
    boolean namespaced =
        crd.content().textAt("spec", "scope").filter("Namespaced"::equals).isPresent();
    definedAsNamespaced.put(new GroupKind(group, kind), namespaced);
    for (Value version : crd.content().itemsAt("spec", "versions")) {
      version
          .textAt("name")
          .filter(name -> !name.isEmpty())
          .ifPresent(name -> defined.add(new GroupVersionKind(group, name, kind)));
    }
    crd.content()
        .textAt("spec", "version")
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> defined.add(new GroupVersionKind(group, name, kind)));
  }

  /** Empty if nothing is known of the kind. */
  Optional<Boolean> isNamespaced(GroupVersionKind kind) {
    return cluster
        .resource(kind)
        .or(() -> cluster.resource(kind.groupKind()))
        .map(ApiResource::namespaced)
        .or(() -> Optional.ofNullable(definedAsNamespaced.get(kind.groupKind())));
  }

  /** Why an object of this kind can't be applied, empty if it can. */
  Optional<String> reasonNotServed(GroupVersionKind kind) {
    if (cluster.resource(kind).isPresent() || defined.contains(kind)) {
      return Optional.empty();
    }
    List<String> versions =
        cluster.resources().stream()
            .map(ApiResource::kind)
            .filter(served -> served.groupKind().equals(kind.groupKind()))
            .map(GroupVersionKind::apiVersion)
            .distinct()
            .toList();
    if (!versions.isEmpty()) {
      return Optional.of(
          "the cluster does not serve %s in %s, but in %s"
              .formatted(kind.kind(), kind.apiVersion(), String.join(", ", versions)));
    }
    String definition =
        definedAsNamespaced.containsKey(kind.groupKind())
            ? "its CustomResourceDefinition has "
                + defined.stream()
                    .filter(known -> known.groupKind().equals(kind.groupKind()))
                    .map(GroupVersionKind::version)
                    .sorted()
                    .collect(Collectors.joining(", "))
            : "no CustomResourceDefinition of the application defines it";
    return Optional.of("the cluster does not serve %s, and %s".formatted(kind, definition));
  }
}
