package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.Schema;
import java.util.List;

/**
 * A kind in one version, with what the API server does for it.
 *
 * @param hasStatus whether {@code status} is a sub-resource of its own
 * @param countsGenerations whether {@code metadata.generation} is kept
 * @param isBuiltIn whether it is stored by a type of the server rather than as it came
 */
record ServedKind(
    ApiResource resource, boolean hasStatus, boolean countsGenerations, boolean isBuiltIn) {

  /** From {@code apps/v1 Deployment deployments namespaced status generation}. */
  static ServedKind parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    boolean namespaced = words.contains("namespaced");
    GroupVersionKind kind = GroupVersionKind.of(words.get(0), words.get(1));
    return new ServedKind(
        new ApiResource(kind, words.get(2), namespaced),
        words.contains("status"),
        words.contains("generation"),
        true);
  }

  /** Of a custom resource definition, or of the builder. */
  static ServedKind custom(ApiResource resource, boolean hasStatus) {
    return new ServedKind(resource, hasStatus, true, false);
  }

  GroupVersionKind kind() {
    return resource.kind();
  }

  Schema schema() {
    return BuiltInSchemas.of(kind()).orElse(Schema.deduced());
  }

  /** An object of the kind as it is said in this version. */
  MapValue inItsVersion(MapValue object) {
    return object.with("apiVersion", Scalar.of(kind().apiVersion()));
  }

  /** The fields of the metadata that a write of the status does not change. */
  List<String> keptByStatus() {
    if (!isBuiltIn || groupKind().equals(Kinds.DEFINITION)) {
      return List.of("labels", "annotations", "finalizers", "ownerReferences");
    }
    return groupKind().equals(Kinds.DEPLOYMENT) ? List.of("labels") : List.of();
  }

  GroupKind groupKind() {
    return kind().groupKind();
  }

  /** The key under which an object is stored: without a namespace if the kind has none. */
  ResourceKey stored(ResourceKey key) {
    return resource.namespaced() || key.namespace().isEmpty() ? key : key.inNamespace("");
  }

  /** As the API server names an object of it: {@code deployments.apps "frontend"}. */
  String named(ResourceKey key) {
    String group = key.group().isEmpty() ? "" : "." + key.group();
    return "%s%s \"%s\"".formatted(resource.plural(), group, key.name());
  }
}
