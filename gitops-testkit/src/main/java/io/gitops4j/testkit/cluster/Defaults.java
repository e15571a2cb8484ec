package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.editItems;
import static io.gitops4j.testkit.cluster.Fields.fallback;
import static io.gitops4j.testkit.cluster.Fields.set;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the API server fills in on every write: the defaults that show in a diff or in health. */
final class Defaults {
  private static final Map<GroupKind, UnaryOperator<MapValue>> BY_KIND =
      Map.ofEntries(
          Map.entry(new GroupKind("apps", "Deployment"), Defaults::deployment),
          Map.entry(new GroupKind("apps", "ReplicaSet"), Defaults::replicaSet),
          Map.entry(new GroupKind("apps", "StatefulSet"), Defaults::statefulSet),
          Map.entry(new GroupKind("apps", "DaemonSet"), Defaults::daemonSet),
          Map.entry(new GroupKind("batch", "Job"), Defaults::job),
          Map.entry(new GroupKind("batch", "CronJob"), Defaults::cronJob),
          Map.entry(new GroupKind("", "Pod"), Defaults::pod),
          Map.entry(new GroupKind("", "Service"), Defaults::service),
          Map.entry(new GroupKind("", "Secret"), Defaults::secret),
          Map.entry(new GroupKind("", "Namespace"), Defaults::namespace),
          Map.entry(new GroupKind("", "PersistentVolumeClaim"), Defaults::claim),
          Map.entry(new GroupKind("networking.k8s.io", "NetworkPolicy"), Defaults::networkPolicy),
          Map.entry(new GroupKind("autoscaling", "HorizontalPodAutoscaler"), Defaults::autoscaler));

  private Defaults() {}

  static MapValue of(GroupKind kind, MapValue object) {
    return BY_KIND.getOrDefault(kind, UnaryOperator.identity()).apply(object);
  }

  private static MapValue template(MapValue workload, String... path) {
    return edit(workload, template -> edit(template, PodDefaults::ofSpec, "spec"), path);
  }

  private static MapValue deployment(MapValue object) {
    MapValue filled = template(object, "spec", "template");
    filled = fallback(filled, 1, "spec", "replicas");
    filled = fallback(filled, 10, "spec", "revisionHistoryLimit");
    filled = fallback(filled, 600, "spec", "progressDeadlineSeconds");
    filled = fallback(filled, "RollingUpdate", "spec", "strategy", "type");
    if (filled.textAt("spec", "strategy", "type").filter("RollingUpdate"::equals).isPresent()) {
      filled = fallback(filled, "25%", "spec", "strategy", "rollingUpdate", "maxSurge");
      filled = fallback(filled, "25%", "spec", "strategy", "rollingUpdate", "maxUnavailable");
    }
    return filled;
  }

  private static MapValue replicaSet(MapValue object) {
    return fallback(template(object, "spec", "template"), 1, "spec", "replicas");
  }

  private static MapValue statefulSet(MapValue object) {
    MapValue filled = template(object, "spec", "template");
    filled = fallback(filled, 1, "spec", "replicas");
    filled = fallback(filled, 10, "spec", "revisionHistoryLimit");
    filled = fallback(filled, "OrderedReady", "spec", "podManagementPolicy");
    filled = fallback(filled, "RollingUpdate", "spec", "updateStrategy", "type");
    if (filled
        .textAt("spec", "updateStrategy", "type")
        .filter("RollingUpdate"::equals)
        .isPresent()) {
      filled = fallback(filled, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
    }
    String[] retention = {"spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"};
    filled = fallback(filled, "Retain", retention);
    retention[2] = "whenScaled";
    filled = fallback(filled, "Retain", retention);
    return editItems(filled, Defaults::claimTemplate, "spec", "volumeClaimTemplates");
  }

  private static MapValue claimTemplate(MapValue template) {
    MapValue filled = fallback(template, "v1", "apiVersion");
    filled = fallback(filled, "PersistentVolumeClaim", "kind");
    filled = fallback(filled, "Filesystem", "spec", "volumeMode");
    return fallback(filled, "Pending", "status", "phase");
  }

  private static MapValue daemonSet(MapValue object) {
    MapValue filled = template(object, "spec", "template");
    filled = fallback(filled, 10, "spec", "revisionHistoryLimit");
    filled = fallback(filled, "RollingUpdate", "spec", "updateStrategy", "type");
    if (filled
        .textAt("spec", "updateStrategy", "type")
        .filter("RollingUpdate"::equals)
        .isPresent()) {
      filled = fallback(filled, 0, "spec", "updateStrategy", "rollingUpdate", "maxSurge");
      filled = fallback(filled, 1, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
    }
    return filled;
  }

  private static MapValue job(MapValue object) {
    return jobSpec(object, "spec");
  }

  private static MapValue jobSpec(MapValue object, String... path) {
    return edit(
        object,
        spec -> {
          MapValue filled = template(spec, "template");
          filled = fallback(filled, 1, "completions");
          filled = fallback(filled, 1, "parallelism");
          filled = fallback(filled, 6, "backoffLimit");
          filled = fallback(filled, "NonIndexed", "completionMode");
          filled = fallback(filled, "TerminatingOrFailed", "podReplacementPolicy");
          return fallback(filled, Scalar.of(false), "suspend");
        },
        path);
  }

  private static MapValue cronJob(MapValue object) {
    MapValue filled = jobSpec(object, "spec", "jobTemplate", "spec");
    filled = fallback(filled, "Allow", "spec", "concurrencyPolicy");
    filled = fallback(filled, Scalar.of(false), "spec", "suspend");
    filled = fallback(filled, 3, "spec", "successfulJobsHistoryLimit");
    return fallback(filled, 1, "spec", "failedJobsHistoryLimit");
  }

  private static MapValue pod(MapValue object) {
    MapValue filled = fallback(object, "default", "spec", "serviceAccountName");
    filled = edit(filled, PodDefaults::ofSpec, "spec");
    filled = fallback(filled, Scalar.of(true), "spec", "enableServiceLinks");
    filled = fallback(filled, 0, "spec", "priority");
    filled = fallback(filled, "PreemptLowerPriority", "spec", "preemptionPolicy");
    return fallback(filled, "Pending", "status", "phase");
  }

  private static MapValue service(MapValue object) {
    MapValue filled = fallback(object, "ClusterIP", "spec", "type");
    filled = fallback(filled, "None", "spec", "sessionAffinity");
    filled = editItems(filled, Defaults::servicePort, "spec", "ports");
    String type = filled.textAt("spec", "type").orElse("");
    if (!type.equals("ExternalName")) {
      filled = fallback(filled, "Cluster", "spec", "internalTrafficPolicy");
      filled = fallback(filled, ListValue.of(Scalar.of("IPv4")), "spec", "ipFamilies");
      filled = fallback(filled, "SingleStack", "spec", "ipFamilyPolicy");
    }
    if (type.equals("NodePort") || type.equals("LoadBalancer")) {
      filled = fallback(filled, "Cluster", "spec", "externalTrafficPolicy");
    }
    if (type.equals("LoadBalancer")) {
      filled = fallback(filled, Scalar.of(true), "spec", "allocateLoadBalancerNodePorts");
    }
    return fallback(filled, MapValue.EMPTY, "status", "loadBalancer");
  }

  private static MapValue servicePort(MapValue port) {
    MapValue filled = fallback(port, "TCP", "protocol");
    return port.get("port").map(number -> fallback(filled, number, "targetPort")).orElse(filled);
  }

  private static MapValue secret(MapValue object) {
    MapValue filled = fallback(object, "Opaque", "type");
    for (Map.Entry<String, Value> entry : object.mapAt("stringData").entries().entrySet()) {
      byte[] bytes = entry.getValue().asText().orElse("").getBytes(StandardCharsets.UTF_8);
      filled = set(filled, Base64.getEncoder().encodeToString(bytes), "data", entry.getKey());
    }
    return filled.without("stringData");
  }

  private static MapValue namespace(MapValue object) {
    String name = object.textAt("metadata", "name").orElse("");
    MapValue filled = set(object, name, "metadata", "labels", "kubernetes.io/metadata.name");
    return fallback(filled, "Active", "status", "phase");
  }

  private static MapValue claim(MapValue object) {
    MapValue filled = fallback(object, "Filesystem", "spec", "volumeMode");
    return fallback(filled, "Pending", "status", "phase");
  }

  private static MapValue networkPolicy(MapValue object) {
    boolean hasEgress = !object.itemsAt("spec", "egress").isEmpty();
    ListValue types =
        hasEgress
            ? ListValue.of(Scalar.of("Ingress"), Scalar.of("Egress"))
            : ListValue.of(Scalar.of("Ingress"));
    return fallback(object, types, "spec", "policyTypes");
  }

  private static MapValue autoscaler(MapValue object) {
    return fallback(object, 1, "spec", "minReplicas");
  }
}
