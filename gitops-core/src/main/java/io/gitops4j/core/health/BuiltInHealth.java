package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.GroupKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which rule judges which kind. */
final class BuiltInHealth implements HealthCheck {
  static final BuiltInHealth INSTANCE = new BuiltInHealth();

  /** Hooks carry it to keep their result readable while they are deleted. */
  private static final Set<String> HOOK_FINALIZERS =
      Set.of("argocd.argoproj.io/hook-finalizer", "gitops4j.io/hook-finalizer");

  /** Groups that Kubernetes itself serves: their kinds without a rule have no health. */
  private static final Set<String> KUBERNETES_GROUPS =
      Set.of(
          "",
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "apps",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "autoscaling",
          "batch",
          "certificates.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "extensions",
          "flowcontrol.apiserver.k8s.io",
          "internal.apiserver.k8s.io",
          "networking.k8s.io",
          "node.k8s.io",
          "policy",
          "rbac.authorization.k8s.io",
          "resource.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io",
          "storagemigration.k8s.io");

  private final Map<GroupKind, Function<LiveResource, Health>> rules = new HashMap<>();

  private BuiltInHealth() {
    rule("apps", "Deployment", WorkloadHealth::deployment);
    rule("apps", "StatefulSet", WorkloadHealth::statefulSet);
    rule("apps", "DaemonSet", WorkloadHealth::daemonSet);
    rule("apps", "ReplicaSet", WorkloadHealth::replicaSet);
    rule("", "Pod", PodHealth::pod);
    rule("", "PersistentVolumeClaim", NetworkAndStorageHealth::volumeClaim);
    rule("", "Service", NetworkAndStorageHealth::service);
    rule("networking.k8s.io", "Ingress", NetworkAndStorageHealth::ingress);
    rule("extensions", "Ingress", NetworkAndStorageHealth::ingress);
    rule("batch", "Job", JobHealth::job);
    rule("batch", "CronJob", JobHealth::cronJob);
    rule("autoscaling", "HorizontalPodAutoscaler", ScalingHealth::autoscaler);
    rule("policy", "PodDisruptionBudget", ScalingHealth::disruptionBudget);
    rule("apiextensions.k8s.io", "CustomResourceDefinition", ApiHealth::definition);
    rule("apiregistration.k8s.io", "APIService", ApiHealth::apiService);
  }

  private void rule(String group, String kind, Function<LiveResource, Health> rule) {
    rules.put(new GroupKind(group, kind), rule);
  }

  @Override
  public Optional<Health> assess(LiveResource resource) {
    if (resource.isTerminating() && !isFinishingHook(resource)) {
      return Optional.of(Health.progressing("is being deleted"));
    }
    GroupKind kind = resource.key().groupKind();
    Function<LiveResource, Health> rule = rules.get(kind);
    if (rule != null) {
      return Optional.of(rule.apply(resource));
    }
    return KUBERNETES_GROUPS.contains(kind.group())
        ? Optional.empty()
        : CustomResourceHealth.assess(resource);
  }

  private static boolean isFinishingHook(LiveResource resource) {
    return resource.content().itemsAt("metadata", "finalizers").stream()
        .flatMap(finalizer -> finalizer.asText().stream())
        .anyMatch(HOOK_FINALIZERS::contains);
  }
}
