package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.editItems;
import static io.gitops4j.testkit.cluster.Fields.fallback;
import static io.gitops4j.testkit.cluster.Fields.set;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;

/** What the API server fills in for services and what else concerns the network. */
final class ServiceDefaults {
  private final Release release;

  ServiceDefaults(Release release) {
    this.release = release;
  }

  MapValue service(MapValue object) {
    MapValue filled = fallback(object, "ClusterIP", "spec", "type");
    filled = fallback(filled, "None", "spec", "sessionAffinity");
    filled = affinity(filled);
    filled = editItems(filled, ServiceDefaults::servicePort, "spec", "ports");
    String type = filled.textAt("spec", "type").orElse("");
    boolean isOutside = type.equals("NodePort") || type.equals("LoadBalancer");
    if (isOutside) {
      filled = fallback(filled, "Cluster", "spec", "externalTrafficPolicy");
    }
    if (release.isBefore(1, 22)) {
      return filled;
    }
    if (type.equals("LoadBalancer")) {
      filled = fallback(filled, Scalar.of(true), "spec", "allocateLoadBalancerNodePorts");
    }
    return isOutside || type.equals("ClusterIP")
        ? fallback(filled, "Cluster", "spec", "internalTrafficPolicy")
        : filled;
  }

  private static MapValue affinity(MapValue service) {
    return switch (service.textAt("spec", "sessionAffinity").orElse("")) {
      case "None" -> Fields.remove(service, "spec", "sessionAffinityConfig");
      case "ClientIP" ->
          fallback(service, 10800, "spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds");
      default -> service;
    };
  }

  private static MapValue servicePort(MapValue port) {
    MapValue filled = fallback(port, "TCP", "protocol");
    return port.get("port").map(number -> fallback(filled, number, "targetPort")).orElse(filled);
  }

  /** The first version of ingresses did without types of paths. */
  static MapValue ingress(MapValue object) {
    return object.textAt("apiVersion").filter("networking.k8s.io/v1beta1"::equals).isEmpty()
        ? object
        : editItems(
            object,
            rule ->
                editItems(
                    rule,
                    path -> fallback(path, "ImplementationSpecific", "pathType"),
                    "http",
                    "paths"),
            "spec",
            "rules");
  }

  static MapValue endpoints(MapValue object) {
    return editItems(
        object,
        subset -> editItems(subset, port -> fallback(port, "TCP", "protocol"), "ports"),
        "subsets");
  }

  static MapValue endpointSlice(MapValue object) {
    return editItems(
        object, port -> fallback(fallback(port, "", "name"), "TCP", "protocol"), "ports");
  }

  static MapValue networkPolicy(MapValue object) {
    MapValue filled = object;
    for (String direction : new String[] {"ingress", "egress"}) {
      filled =
          editItems(
              filled,
              rule -> editItems(rule, port -> fallback(port, "TCP", "protocol"), "ports"),
              "spec",
              direction);
    }
    if (!filled.itemsAt("spec", "policyTypes").isEmpty()) {
      return filled;
    }
    ListValue types =
        filled.itemsAt("spec", "egress").isEmpty()
            ? ListValue.of(Scalar.of("Ingress"))
            : ListValue.of(Scalar.of("Ingress"), Scalar.of("Egress"));
    return set(filled, types, "spec", "policyTypes");
  }
}
