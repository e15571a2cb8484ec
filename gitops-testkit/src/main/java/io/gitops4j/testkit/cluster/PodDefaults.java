package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.editItems;
import static io.gitops4j.testkit.cluster.Fields.fallback;
import static io.gitops4j.testkit.cluster.Fields.set;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;

/** What the API server fills in for pods and their templates. */
final class PodDefaults {

  private PodDefaults() {}

  /** For {@code spec} of a pod, or of a template. */
  static MapValue ofSpec(MapValue spec) {
    MapValue filled = editItems(spec, PodDefaults::container, "initContainers");
    filled = editItems(filled, PodDefaults::container, "containers");
    filled = editItems(filled, PodDefaults::volume, "volumes");
    filled = fallback(filled, "Always", "restartPolicy");
    filled = fallback(filled, "ClusterFirst", "dnsPolicy");
    filled = fallback(filled, "default-scheduler", "schedulerName");
    filled = fallback(filled, 30, "terminationGracePeriodSeconds");
    filled = fallback(filled, MapValue.EMPTY, "securityContext");
    String account = filled.textAt("serviceAccountName").orElse("");
    return account.isEmpty() ? filled : set(filled, account, "serviceAccount");
  }

  private static MapValue container(MapValue container) {
    MapValue filled = fallback(container, pullPolicy(container), "imagePullPolicy");
    filled = fallback(filled, MapValue.EMPTY, "resources");
    filled = fallback(filled, "/dev/termination-log", "terminationMessagePath");
    filled = fallback(filled, "File", "terminationMessagePolicy");
    filled = editItems(filled, port -> fallback(port, "TCP", "protocol"), "ports");
    filled = editItems(filled, PodDefaults::variable, "env");
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      filled = Fields.edit(filled, PodDefaults::probe, probe);
    }
    return requestsFromLimits(filled);
  }

  private static String pullPolicy(MapValue container) {
    String image = container.textAt("image").orElse("");
    String name = image.substring(image.lastIndexOf('/') + 1);
    boolean isLatest = name.endsWith(":latest") || !(name.contains(":") || name.contains("@"));
    return isLatest ? "Always" : "IfNotPresent";
  }

  private static MapValue variable(MapValue variable) {
    return Fields.edit(
        variable, field -> fallback(field, "v1", "apiVersion"), "valueFrom", "fieldRef");
  }

  private static MapValue probe(MapValue probe) {
    MapValue filled = fallback(probe, 3, "failureThreshold");
    filled = fallback(filled, 10, "periodSeconds");
    filled = fallback(filled, 1, "successThreshold");
    filled = fallback(filled, 1, "timeoutSeconds");
    return Fields.edit(
        filled, http -> fallback(fallback(http, "/", "path"), "HTTP", "scheme"), "httpGet");
  }

  private static MapValue requestsFromLimits(MapValue container) {
    MapValue filled = container;
    for (Map.Entry<String, Value> limit :
        container.mapAt("resources", "limits").entries().entrySet()) {
      filled = fallback(filled, limit.getValue(), "resources", "requests", limit.getKey());
    }
    return filled;
  }

  private static MapValue volume(MapValue volume) {
    MapValue filled = volume;
    for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
      filled = Fields.edit(filled, files -> fallback(files, 420, "defaultMode"), source);
    }
    boolean hasNoSource = volume.keys().stream().allMatch("name"::equals);
    return hasNoSource ? set(filled, MapValue.EMPTY, "emptyDir") : filled;
  }
}
