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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the API server fills in whenever it reads an object, before anyone owns it. Objects come
 * without empty values.
 */
final class Defaults {
  private final Map<GroupKind, UnaryOperator<MapValue>> byKind;

  Defaults(Release release) {
    WorkloadDefaults workloads = new WorkloadDefaults(release);
    ServiceDefaults services = new ServiceDefaults(release);
    this.byKind =
        Map.ofEntries(
            Map.entry(new GroupKind("apps", "Deployment"), workloads::deployment),
            Map.entry(new GroupKind("apps", "ReplicaSet"), workloads::replicaSet),
            Map.entry(new GroupKind("apps", "StatefulSet"), workloads::statefulSet),
            Map.entry(new GroupKind("apps", "DaemonSet"), workloads::daemonSet),
            Map.entry(new GroupKind("batch", "Job"), workloads::job),
            Map.entry(new GroupKind("batch", "CronJob"), workloads::cronJob),
            Map.entry(new GroupKind("", "Pod"), PodDefaults::ofPod),
            Map.entry(new GroupKind("", "PodTemplate"), workloads::podTemplate),
            Map.entry(new GroupKind("", "ReplicationController"), workloads::controller),
            Map.entry(new GroupKind("", "Service"), services::service),
            Map.entry(new GroupKind("", "Endpoints"), ServiceDefaults::endpoints),
            Map.entry(
                new GroupKind("discovery.k8s.io", "EndpointSlice"), ServiceDefaults::endpointSlice),
            Map.entry(
                new GroupKind("networking.k8s.io", "NetworkPolicy"),
                ServiceDefaults::networkPolicy),
            Map.entry(new GroupKind("", "Secret"), Defaults::secret),
            Map.entry(new GroupKind("", "Namespace"), o -> namespace(release, o)),
            Map.entry(new GroupKind("", "LimitRange"), StorageDefaults::limitRange),
            Map.entry(new GroupKind("", "PersistentVolumeClaim"), StorageDefaults::claim),
            Map.entry(new GroupKind("", "PersistentVolume"), StorageDefaults::volume),
            Map.entry(
                new GroupKind("storage.k8s.io", "StorageClass"), StorageDefaults::storageClass),
            Map.entry(Kinds.AUTOSCALER, AutoscalerDefaults::of),
            Map.entry(Kinds.INGRESS, ServiceDefaults::ingress),
            Map.entry(
                new GroupKind("rbac.authorization.k8s.io", "RoleBinding"), Defaults::roleBinding),
            Map.entry(
                new GroupKind("rbac.authorization.k8s.io", "ClusterRoleBinding"),
                Defaults::roleBinding),
            Map.entry(
                new GroupKind("scheduling.k8s.io", "PriorityClass"),
                o -> fallback(o, "PreemptLowerPriority", "preemptionPolicy")),
            Map.entry(
                new GroupKind("apiregistration.k8s.io", "APIService"),
                o -> edit(o, service -> fallback(service, 443, "port"), "spec", "service")),
            Map.entry(
                new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
                Defaults::definition),
            Map.entry(
                new GroupKind("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
                o -> editItems(o, Defaults::mutatingWebhook, "webhooks")),
            Map.entry(
                new GroupKind("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
                o -> editItems(o, Defaults::webhook, "webhooks")));
  }

  MapValue of(GroupKind kind, MapValue object) {
    return byKind.getOrDefault(kind, UnaryOperator.identity()).apply(object);
  }

  private static MapValue secret(MapValue object) {
    MapValue filled = fallback(object, "Opaque", "type");
    for (Map.Entry<String, Value> entry : object.mapAt("stringData").entries().entrySet()) {
      byte[] bytes = entry.getValue().asText().orElse("").getBytes(StandardCharsets.UTF_8);
      filled = set(filled, Base64.getEncoder().encodeToString(bytes), "data", entry.getKey());
    }
    return filled.without("stringData");
  }

  private static MapValue namespace(Release release, MapValue object) {
    String name = object.textAt("metadata", "name").orElse("");
    MapValue filled =
        release.isBefore(1, 21)
            ? object
            : set(object, name, "metadata", "labels", "kubernetes.io/metadata.name");
    return fallback(filled, "Active", "status", "phase");
  }

  private static MapValue roleBinding(MapValue object) {
    String group = "rbac.authorization.k8s.io";
    MapValue filled = fallback(object, group, "roleRef", "apiGroup");
    return editItems(
        filled,
        subject -> {
          String kind = subject.textAt("kind").orElse("");
          boolean isOfRbac = kind.equals("User") || kind.equals("Group");
          return isOfRbac ? fallback(subject, group, "apiGroup") : subject;
        },
        "subjects");
  }

  private static MapValue mutatingWebhook(MapValue webhook) {
    return fallback(webhook(webhook), "Never", "reinvocationPolicy");
  }

  private static MapValue webhook(MapValue webhook) {
    MapValue filled = fallback(webhook, "Fail", "failurePolicy");
    filled = fallback(filled, "Equivalent", "matchPolicy");
    filled = fallback(filled, MapValue.EMPTY, "namespaceSelector");
    filled = fallback(filled, MapValue.EMPTY, "objectSelector");
    filled = fallback(filled, 10, "timeoutSeconds");
    filled = editItems(filled, rule -> fallback(rule, "*", "scope"), "rules");
    return edit(filled, service -> fallback(service, 443, "port"), "clientConfig", "service");
  }

  private static MapValue definition(MapValue object) {
    String kind = object.textAt("spec", "names", "kind").orElse("");
    MapValue filled = object;
    if (!kind.isEmpty()) {
      filled = fallback(filled, kind.toLowerCase(Locale.ROOT), "spec", "names", "singular");
      filled = fallback(filled, kind + "List", "spec", "names", "listKind");
    }
    if (filled.at("spec", "conversion").isEmpty()) {
      filled = fallback(filled, "None", "spec", "conversion", "strategy");
    }
    if (filled.itemsAt("status", "storedVersions").isEmpty()) {
      filled = withStoredVersions(filled);
    }
    return edit(
        filled,
        service -> fallback(service, 443, "port"),
        "spec",
        "conversion",
        "webhook",
        "clientConfig",
        "service");
  }

  /** The version that is stored from now on joins those that objects may be stored in. */
  static MapValue withStoredVersions(MapValue definition) {
    Optional<Value> name =
        definition.itemsAt("spec", "versions").stream()
            .filter(version -> isTrue(version.mapAt(), "storage"))
            .findFirst()
            .flatMap(version -> version.at("name"));
    List<Value> stored = new ArrayList<>(definition.itemsAt("status", "storedVersions"));
    if (name.isEmpty() || stored.contains(name.get())) {
      return definition;
    }
    stored.add(name.get());
    return Fields.set(definition, new ListValue(stored), "status", "storedVersions");
  }

  static boolean isTrue(MapValue object, String... path) {
    return object.at(path).filter(Scalar.of(true)::equals).isPresent();
  }
}
