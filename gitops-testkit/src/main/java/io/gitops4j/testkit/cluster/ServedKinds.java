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
  private static final String BUILT_IN =
      """
      v1 Namespace namespaces cluster status
      v1 ConfigMap configmaps namespaced
      v1 Secret secrets namespaced
      v1 Service services namespaced status
      v1 ServiceAccount serviceaccounts namespaced
      v1 Pod pods namespaced status
      v1 PersistentVolumeClaim persistentvolumeclaims namespaced status
      v1 PersistentVolume persistentvolumes cluster status
      v1 Endpoints endpoints namespaced
      v1 Event events namespaced
      v1 LimitRange limitranges namespaced
      v1 Node nodes cluster status
      v1 PodTemplate podtemplates namespaced
      v1 ReplicationController replicationcontrollers namespaced status generation
      v1 ResourceQuota resourcequotas namespaced status
      apps/v1 ControllerRevision controllerrevisions namespaced
      apps/v1 DaemonSet daemonsets namespaced status generation
      apps/v1 Deployment deployments namespaced status generation
      apps/v1 ReplicaSet replicasets namespaced status generation
      apps/v1 StatefulSet statefulsets namespaced status generation
      batch/v1 Job jobs namespaced status generation
      batch/v1 CronJob cronjobs namespaced status generation
      autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers namespaced status
      autoscaling/v1 HorizontalPodAutoscaler horizontalpodautoscalers namespaced status
      networking.k8s.io/v1 Ingress ingresses namespaced status generation
      networking.k8s.io/v1 IngressClass ingressclasses cluster generation
      networking.k8s.io/v1 NetworkPolicy networkpolicies namespaced generation
      policy/v1 PodDisruptionBudget poddisruptionbudgets namespaced status generation
      rbac.authorization.k8s.io/v1 Role roles namespaced
      rbac.authorization.k8s.io/v1 RoleBinding rolebindings namespaced
      rbac.authorization.k8s.io/v1 ClusterRole clusterroles cluster
      rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings cluster
      storage.k8s.io/v1 StorageClass storageclasses cluster
      scheduling.k8s.io/v1 PriorityClass priorityclasses cluster generation
      coordination.k8s.io/v1 Lease leases namespaced
      discovery.k8s.io/v1 EndpointSlice endpointslices namespaced generation
      admissionregistration.k8s.io/v1 MutatingWebhookConfiguration mutatingwebhookconfigurations cluster generation
      admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration validatingwebhookconfigurations cluster generation
      apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions cluster status generation
      apiregistration.k8s.io/v1 APIService apiservices cluster status
      """;

  private final Map<GroupVersionKind, ServedKind> byKind = new LinkedHashMap<>();

  ServedKinds() {
    BUILT_IN.lines().map(ServedKind::parse).forEach(this::add);
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
    return find(kind).map(served -> served.inItsVersion(object)).orElse(object);
  }

  /** The address of a named object that is created where {@code place} says. */
  static ResourceKey addressOf(ServedKind kind, ResourceKey place, MapValue named) {
    String name = named.textAt("metadata", "name").orElse("");
    String namespace = kind.resource().namespaced() ? place.namespace() : "";
    return new ResourceKey(kind.kind().group(), kind.kind().kind(), namespace, name);
  }
}
