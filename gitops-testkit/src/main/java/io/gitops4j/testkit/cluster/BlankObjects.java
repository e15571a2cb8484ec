package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server's own types hold before anything was said. Nobody owns that, so the creator of a
 * Deployment owns neither {@code spec} nor {@code status}, which are always there.
 */
final class BlankObjects {
  private static final String TABLE =
      """
      Namespace {"spec":{},"status":{}}
      Service {"spec":{},"status":{"loadBalancer":{}}}
      Pod {"spec":{"containers":null},"status":{}}
      PersistentVolumeClaim {"spec":{"resources":{}},"status":{}}
      PersistentVolume {"spec":{},"status":{}}
      LimitRange {"spec":{"limits":null}}
      Node {"spec":{},"status":{"daemonEndpoints":{"kubeletEndpoint":{"Port":0}},"nodeInfo":{"machineID":"","systemUUID":"","bootID":"","kernelVersion":"","osImage":"","containerRuntimeVersion":"","kubeletVersion":"","kubeProxyVersion":"","operatingSystem":"","architecture":""}}}
      PodTemplate {"template":TEMPLATE}
      ReplicationController {"spec":{},"status":{"replicas":0}}
      ResourceQuota {"spec":{},"status":{}}
      apps/ControllerRevision {"data":null,"revision":0}
      apps/DaemonSet {"spec":{"selector":null,"template":TEMPLATE,"updateStrategy":{}},"status":{"currentNumberScheduled":0,"numberMisscheduled":0,"desiredNumberScheduled":0,"numberReady":0}}
      apps/Deployment {"spec":{"selector":null,"template":TEMPLATE,"strategy":{}},"status":{}}
      apps/ReplicaSet {"spec":{"selector":null,"template":TEMPLATE},"status":{"replicas":0}}
      apps/StatefulSet {"spec":{"selector":null,"template":TEMPLATE,"serviceName":"","updateStrategy":{}},"status":{"replicas":0}}
      batch/Job {"spec":{"template":TEMPLATE},"status":{}}
      batch/CronJob {"spec":{"schedule":"","jobTemplate":{"metadata":{"creationTimestamp":null},"spec":{"template":TEMPLATE}}},"status":{}}
      autoscaling/HorizontalPodAutoscaler {"spec":{"scaleTargetRef":{"kind":"","name":""},"maxReplicas":0},"status":{"currentReplicas":0,"desiredReplicas":0,"currentMetrics":null,"conditions":null}}
      autoscaling/HorizontalPodAutoscaler@autoscaling/v1 {"spec":{"scaleTargetRef":{"kind":"","name":""},"maxReplicas":0},"status":{"currentReplicas":0,"desiredReplicas":0}}
      networking.k8s.io/Ingress {"spec":{},"status":{"loadBalancer":{}}}
      networking.k8s.io/IngressClass {"spec":{}}
      networking.k8s.io/NetworkPolicy {"spec":{"podSelector":{}}}
      policy/PodDisruptionBudget {"spec":{},"status":{"disruptionsAllowed":0,"currentHealthy":0,"desiredHealthy":0,"expectedPods":0}}
      rbac.authorization.k8s.io/Role {"rules":null}
      rbac.authorization.k8s.io/ClusterRole {"rules":null}
      rbac.authorization.k8s.io/RoleBinding {"roleRef":{"apiGroup":"","kind":"","name":""}}
      rbac.authorization.k8s.io/ClusterRoleBinding {"roleRef":{"apiGroup":"","kind":"","name":""}}
      storage.k8s.io/StorageClass {"provisioner":""}
      storage.k8s.io/CSIDriver {"spec":{}}
      storage.k8s.io/CSINode {"spec":{"drivers":null}}
      scheduling.k8s.io/PriorityClass {"value":0}
      coordination.k8s.io/Lease {"spec":{}}
      node.k8s.io/RuntimeClass {"handler":""}
      discovery.k8s.io/EndpointSlice {"addressType":"","endpoints":null,"ports":null}
      apiextensions.k8s.io/CustomResourceDefinition {"spec":{"group":"","names":{"plural":"","kind":""},"scope":"","versions":null},"status":{"conditions":null,"acceptedNames":{"plural":"","kind":""},"storedVersions":null}}
      apiregistration.k8s.io/APIService {"spec":{"groupPriorityMinimum":0,"versionPriority":0},"status":{}}
      """;
  private static final String TEMPLATE =
      "{\"metadata\":{\"creationTimestamp\":null},\"spec\":{\"containers\":null}}";
  private static final List<String> ADDRESS = List.of("name", "namespace");

  private static final Map<String, MapValue> BY_KIND = read();

  private BlankObjects() {}

  private static Map<String, MapValue> read() {
    Map<String, MapValue> blanks = new HashMap<>();
    for (String line : TABLE.lines().toList()) {
      int space = line.indexOf(' ');
      String kind = line.substring(0, space);
      String json = line.substring(space + 1).replace("TEMPLATE", TEMPLATE);
      blanks.put(kind, Json.read(kind, json).mapAt());
    }
    return Map.copyOf(blanks);
  }

  /** The blank that an object was written into; it has the address of the object. */
  static MapValue of(GroupKind kind, MapValue object) {
    String version = kind + "@" + object.textAt("apiVersion").orElse("");
    MapValue ofKind = BY_KIND.getOrDefault(kind.toString(), MapValue.EMPTY);
    MapValue blank = BY_KIND.getOrDefault(version, ofKind);
    MapValue metadata = MapValue.EMPTY;
    for (String field : ADDRESS) {
      Value value = object.at("metadata", field).orElse(null);
      metadata = value == null ? metadata : metadata.with(field, value);
    }
    blank = blank.with("metadata", metadata);
    for (String field : List.of("apiVersion", "kind")) {
      Value value = object.at(field).orElse(null);
      blank = value == null ? blank : blank.with(field, value);
    }
    return blank;
  }
}
