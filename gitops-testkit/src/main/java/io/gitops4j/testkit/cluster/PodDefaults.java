package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.editItems;
import static io.gitops4j.testkit.cluster.Fields.fallback;
import static io.gitops4j.testkit.cluster.Fields.set;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the API server fills in for pods and their templates. */
final class PodDefaults {
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  /** What is no name of an image has no tag, not even "latest". */
  private static final Pattern IMAGE =
      Pattern.compile(
          "([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\\w][\\w.-]*)?(@[\\w:.+-]+)?");

  private PodDefaults() {}

  /** For a pod, which gets more than a template. */
  static MapValue ofPod(MapValue pod) {
    MapValue spec = ofSpec(pod.mapAt("spec"));
    spec = fallback(spec, Scalar.of(true), "enableServiceLinks");
    for (String list : CONTAINERS) {
      spec = editItems(spec, PodDefaults::requestsFromLimits, list);
    }
    return fallback(pod.with("spec", spec), "Pending", "status", "phase");
  }

  /** For {@code spec} of a pod, or of a template. */
  static MapValue ofSpec(MapValue spec) {
    MapValue filled = spec;
    for (String list : CONTAINERS) {
      filled = editItems(filled, PodDefaults::container, list);
    }
    filled = editItems(filled, PodDefaults::volume, "volumes");
    filled = fallback(filled, "Always", "restartPolicy");
    filled = fallback(filled, "ClusterFirst", "dnsPolicy");
    filled = fallback(filled, "default-scheduler", "schedulerName");
    filled = fallback(filled, 30, "terminationGracePeriodSeconds");
    filled = fallback(filled, MapValue.EMPTY, "securityContext");
    if (Defaults.isTrue(filled, "hostNetwork")) {
      filled = withHostPorts(filled);
    }
    return withAccount(filled);
  }

  /** Both names of the account are kept the same; the newer one wins. */
  private static MapValue withAccount(MapValue spec) {
    Optional<String> account =
        spec.textAt("serviceAccountName").or(() -> spec.textAt("serviceAccount"));
    return account
        .map(name -> set(set(spec, name, "serviceAccountName"), name, "serviceAccount"))
        .orElse(spec);
  }

  private static MapValue withHostPorts(MapValue spec) {
    MapValue filled = spec;
    for (String list : CONTAINERS) {
      filled =
          editItems(
              filled,
              container ->
                  editItems(
                      container,
                      port ->
                          port.get("containerPort")
                              .map(number -> fallback(port, number, "hostPort"))
                              .orElse(port),
                      "ports"),
              list);
    }
    return filled;
  }

  private static MapValue container(MapValue container) {
    MapValue filled = fallback(container, pullPolicy(container), "imagePullPolicy");
    filled = fallback(filled, "/dev/termination-log", "terminationMessagePath");
    filled = fallback(filled, "File", "terminationMessagePolicy");
    filled = editItems(filled, port -> fallback(port, "TCP", "protocol"), "ports");
    filled = editItems(filled, PodDefaults::variable, "env");
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      filled = edit(filled, PodDefaults::probe, probe);
    }
    filled = edit(filled, PodDefaults::handler, "lifecycle", "postStart");
    return edit(filled, PodDefaults::handler, "lifecycle", "preStop");
  }

  private static String pullPolicy(MapValue container) {
    String image = container.textAt("image").orElse("");
    if (!IMAGE.matcher(image).matches()) {
      return "IfNotPresent";
    }
    String name = image.substring(image.lastIndexOf('/') + 1);
    boolean isLatest = name.endsWith(":latest") || !(name.contains(":") || name.contains("@"));
    return isLatest ? "Always" : "IfNotPresent";
  }

  private static MapValue variable(MapValue variable) {
    return edit(variable, field -> fallback(field, "v1", "apiVersion"), "valueFrom", "fieldRef");
  }

  private static MapValue probe(MapValue probe) {
    MapValue filled = fallback(probe, 3, "failureThreshold");
    filled = fallback(filled, 10, "periodSeconds");
    filled = fallback(filled, 1, "successThreshold");
    filled = fallback(filled, 1, "timeoutSeconds");
    filled = edit(filled, grpc -> fallback(grpc, "", "service"), "grpc");
    return handler(filled);
  }

  private static MapValue handler(MapValue handler) {
    return edit(
        handler, http -> fallback(fallback(http, "/", "path"), "HTTP", "scheme"), "httpGet");
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
    MapValue filled = StorageDefaults.source(volume);
    for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
      filled = edit(filled, files -> fallback(files, 420, "defaultMode"), source);
    }
    filled = edit(filled, PodDefaults::downward, "downwardAPI");
    filled = edit(filled, s -> editItems(s, PodDefaults::projection, "sources"), "projected");
    filled =
        edit(
            filled,
            claim -> fallback(claim, "Filesystem", "spec", "volumeMode"),
            "ephemeral",
            "volumeClaimTemplate");
    boolean hasNoSource = volume.keys().stream().allMatch("name"::equals);
    return hasNoSource ? set(filled, MapValue.EMPTY, "emptyDir") : filled;
  }

  private static MapValue downward(MapValue source) {
    return editItems(
        source, file -> edit(file, f -> fallback(f, "v1", "apiVersion"), "fieldRef"), "items");
  }

  private static MapValue projection(MapValue source) {
    MapValue filled = edit(source, PodDefaults::downward, "downwardAPI");
    return edit(filled, token -> fallback(token, 3600, "expirationSeconds"), "serviceAccountToken");
  }
}
