package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.Set;

/** Where the server keeps an object in its store, as some of its errors tell. */
final class StoragePath {
  private static final Set<String> GROUPED =
      Set.of("apiextensions.k8s.io", "apiregistration.k8s.io");

  private StoragePath() {}

  /** A rehearsed write has not come to the store yet, and lacks the root. */
  static String of(Write write) {
    ResourceKey key = write.key();
    String namespace = key.namespace().isEmpty() ? "" : key.namespace() + "/";
    String root = write.dryRun() ? "" : "/registry";
    return "%s/%s/%s%s".formatted(root, folder(write.kind()), namespace, key.name());
  }

  private static String folder(ServedKind kind) {
    GroupKind type = kind.groupKind();
    return switch (type.toString()) {
      case "Service" -> "services/specs";
      case "Endpoints" -> "services/endpoints";
      case "Node" -> "minions";
      case "ReplicationController" -> "controllers";
      case "networking.k8s.io/Ingress" -> "ingress";
      default ->
          kind.isBuiltIn() && !GROUPED.contains(type.group())
              ? kind.resource().plural()
              : type.group() + "/" + kind.resource().plural();
    };
  }
}
