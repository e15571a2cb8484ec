package io.gitops4j.core.sync;

import io.gitops4j.core.manifest.ResourceKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order kinds are applied, as Argo CD has it: what others live in, run as or read comes
 * first, custom resources come last. Kinds are compared by name alone, whatever their group.
 */
final class KindOrder {
  private static final List<String> KINDS =
      List.of(
          "Namespace",
          "NetworkPolicy",
          "ResourceQuota",
          "LimitRange",
          "PodSecurityPolicy",
          "PodDisruptionBudget",
          "ServiceAccount",
          "Secret",
          "SecretList",
          "ConfigMap",
          "StorageClass",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "CustomResourceDefinition",
          "ClusterRole",
          "ClusterRoleList",
          "ClusterRoleBinding",
          "ClusterRoleBindingList",
          "Role",
          "RoleList",
          "RoleBinding",
          "RoleBindingList",
          "Service",
          "DaemonSet",
          "Pod",
          "ReplicationController",
          "ReplicaSet",
          "Deployment",
          "HorizontalPodAutoscaler",
          "StatefulSet",
          "Job",
          "CronJob",
          "IngressClass",
          "Ingress",
          "APIService");

  private static final Map<String, Integer> RANKS = ranks();

  /** The order of applying; pruning goes the other way round. */
  static final Comparator<ResourceKey> APPLYING =
      Comparator.comparingInt(KindOrder::rank)
          .thenComparing(ResourceKey::kind)
          .thenComparing(ResourceKey::namespace)
          .thenComparing(ResourceKey::name)
          .thenComparing(ResourceKey::group);

  private KindOrder() {}

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    KINDS.forEach(kind -> ranks.put(kind, ranks.size()));
    return Map.copyOf(ranks);
  }

  private static int rank(ResourceKey key) {
    return RANKS.getOrDefault(key.kind(), KINDS.size());
  }
}
