package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.ChangeLooks.Look.CHANGE;
import static io.gitops4j.testkit.cluster.ChangeLooks.Look.CONTENT;
import static io.gitops4j.testkit.cluster.ChangeLooks.Look.GENERATED;
import static io.gitops4j.testkit.cluster.ChangeLooks.Look.METADATA;
import static io.gitops4j.testkit.cluster.ChangeLooks.Look.METADATA_CHANGE;

import java.util.List;
import java.util.Map;

/**
 * What a server looks at in a changed object, in its order. It looks at most things more than once,
 * and names what it finds each time. All kinds begin with two looks at the metadata; these here are
 * those that each kind adds.
 */
final class ChangeLooks {

  enum Look {
    /** At metadata as if the object were new. */
    METADATA,
    /** At metadata, and at what of it may not change. */
    METADATA_CHANGE,
    /** At what the server itself made for the object. */
    GENERATED,
    /** At all but metadata as if the object were new. */
    CONTENT,
    /** At what may not change, besides metadata. */
    CHANGE
  }

  private static final List<Look> USUAL = List.of(METADATA_CHANGE, CONTENT, CHANGE);
  private static final List<Look> CHANGE_FIRST =
      List.of(METADATA_CHANGE, CHANGE, METADATA, CONTENT);
  private static final List<Look> CONTENT_FIRST =
      List.of(METADATA, CONTENT, METADATA_CHANGE, CHANGE);
  private static final List<Look> ALL_TWICE =
      List.of(METADATA, CONTENT, METADATA_CHANGE, CONTENT, CHANGE);
  private static final List<Look> WITHOUT_COMPARING =
      List.of(METADATA, CONTENT, METADATA, CONTENT, CHANGE);
  private static final List<Look> ACCESS =
      List.of(METADATA, CONTENT, METADATA, CONTENT, METADATA_CHANGE, CHANGE);
  private static final List<Look> AS_NEW = List.of(METADATA, CONTENT);

  private static final Map<String, List<Look>> OF_KINDS =
      Map.ofEntries(
          Map.entry("ConfigMap", CHANGE_FIRST),
          Map.entry("Endpoints", CHANGE_FIRST),
          Map.entry("LimitRange", AS_NEW),
          Map.entry("Namespace", CONTENT_FIRST),
          Map.entry("Node", CONTENT_FIRST),
          Map.entry("PersistentVolume", WITHOUT_COMPARING),
          Map.entry(
              "PersistentVolumeClaim",
              List.of(METADATA, CONTENT, METADATA_CHANGE, METADATA, CONTENT, CHANGE)),
          Map.entry("Pod", List.of(METADATA_CHANGE, METADATA, CONTENT, CHANGE)),
          Map.entry("ReplicationController", ALL_TWICE),
          Map.entry("ResourceQuota", ALL_TWICE),
          Map.entry("Secret", CHANGE_FIRST),
          Map.entry("Service", CHANGE_FIRST),
          Map.entry("ServiceAccount", CHANGE_FIRST),
          Map.entry("admissionregistration.k8s.io/MutatingWebhookConfiguration", AS_NEW),
          Map.entry("admissionregistration.k8s.io/ValidatingWebhookConfiguration", AS_NEW),
          Map.entry("apiregistration.k8s.io/APIService", CHANGE_FIRST),
          Map.entry("apps/ControllerRevision", List.of(METADATA_CHANGE, METADATA, CONTENT, CHANGE)),
          Map.entry("apps/DaemonSet", ALL_TWICE),
          Map.entry("apps/ReplicaSet", ALL_TWICE),
          Map.entry("apps/StatefulSet", CONTENT_FIRST),
          Map.entry(
              "batch/Job", List.of(METADATA, GENERATED, CONTENT, METADATA_CHANGE, CONTENT, CHANGE)),
          Map.entry("discovery.k8s.io/EndpointSlice", List.of(METADATA, CONTENT, CHANGE)),
          Map.entry("flowcontrol.apiserver.k8s.io/FlowSchema", AS_NEW),
          Map.entry("flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration", AS_NEW),
          Map.entry("networking.k8s.io/Ingress", CHANGE_FIRST),
          Map.entry("networking.k8s.io/IngressClass", CHANGE_FIRST),
          Map.entry("networking.k8s.io/NetworkPolicy", ALL_TWICE),
          Map.entry("node.k8s.io/RuntimeClass", CONTENT_FIRST),
          Map.entry("policy/PodDisruptionBudget", List.of(CONTENT, CHANGE)),
          Map.entry("rbac.authorization.k8s.io/ClusterRole", ACCESS),
          Map.entry("rbac.authorization.k8s.io/ClusterRoleBinding", ACCESS),
          Map.entry("rbac.authorization.k8s.io/Role", ACCESS),
          Map.entry("rbac.authorization.k8s.io/RoleBinding", ACCESS),
          Map.entry("storage.k8s.io/CSINode", WITHOUT_COMPARING),
          Map.entry("storage.k8s.io/StorageClass", CONTENT_FIRST));

  private static final List<Look> STATUS = List.of(METADATA_CHANGE, CONTENT);
  private static final Map<String, List<Look>> OF_STATUS =
      Map.ofEntries(
          Map.entry("apps/StatefulSet", List.of(CONTENT, METADATA_CHANGE)),
          Map.entry("batch/CronJob", List.of(CONTENT)),
          Map.entry("policy/PodDisruptionBudget", List.of(CONTENT)));

  private ChangeLooks() {}

  static List<Look> of(ServedKind kind) {
    return OF_KINDS.getOrDefault(kind.groupKind().toString(), USUAL);
  }

  /** Where the status is changed alone. */
  static List<Look> ofStatus(ServedKind kind) {
    return OF_STATUS.getOrDefault(kind.groupKind().toString(), STATUS);
  }
}
