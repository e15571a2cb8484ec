package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.Map;

/** Where the server keeps objects in its store; some messages say it. */
final class StorageKeys {
  private static final Map<GroupKind, String> FOLDERS =
      Map.of(
          new GroupKind("networking.k8s.io", "Ingress"),
          "ingress",
          new GroupKind("", "Service"),
          "services/specs",
          new GroupKind("", "Endpoints"),
          "services/endpoints",
          new GroupKind("", "Node"),
          "minions",
          new GroupKind("", "ReplicationController"),
          "controllers",
          new GroupKind("policy", "PodSecurityPolicy"),
          "podsecuritypolicy",
          Kinds.DEFINITION,
          "apiextensions.k8s.io/customresourcedefinitions",
          new GroupKind("apiregistration.k8s.io", "APIService"),
          "apiregistration.k8s.io/apiservices");

  private StorageKeys() {}

  static String of(ServedKind kind, ResourceKey key) {
    String plural = kind.resource().plural();
    String usual = kind.isBuiltIn() ? plural : kind.kind().group() + "/" + plural;
    String place = key.namespace().isEmpty() ? "" : key.namespace() + "/";
    return "/registry/%s/%s%s"
        .formatted(FOLDERS.getOrDefault(kind.groupKind(), usual), place, key.name());
  }
}
