package io.gitops4j.helm.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order in which Helm installs kinds: those that it knows first, others by name. */
final class KindOrder {
  private static final List<String> KNOWN =
      List.of(
          "PriorityClass",
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
          "APIService",
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration");
  private static final Map<String, Integer> RANKS = ranks();

  static final Comparator<String> ORDER =
      Comparator.comparingInt(KindOrder::rank)
          .thenComparing(kind -> RANKS.containsKey(kind) ? "" : kind);

  private KindOrder() {}

  private static int rank(String kind) {
    return RANKS.getOrDefault(kind, KNOWN.size());
  }

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    KNOWN.forEach(kind -> ranks.put(kind, ranks.size()));
    return ranks;
  }
}
