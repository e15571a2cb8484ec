package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The API server's checks of services. */
final class ServiceRules {
  private static final Set<String> OUTSIDE = Set.of("NodePort", "LoadBalancer");
  private static final String ADDRESS_RULE =
      "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

  private static final long LONGEST_STAY = 86400;

  private final MapValue spec;
  private final Problems problems;
  private final FieldNames names;
  private final String type;

  ServiceRules(MapValue service, Problems problems) {
    this.spec = service.mapAt("spec");
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.type = spec.textAt("type").orElse("");
  }

  void check() {
    checkKind();
    checkPorts();
    names.labels("spec.selector", spec.mapAt("selector"));
    problems.oneOf(
        "spec.sessionAffinity",
        spec.get("sessionAffinity").orElse(Scalar.of("None")),
        "ClientIP",
        "None");
    checkAffinity();
    checkAddresses();
    checkExternalAddresses();
    problems.oneOf(
        "spec.type", Scalar.of(type), "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    checkNodePorts();
    checkDuplicates();
    checkRanges();
    checkPolicy();
    checkProtocols();
  }

  /** What is wrong with a service that has all it needs, and is fine so far. */
  static List<Cause> atLast(MapValue service) {
    Problems problems = new Problems();
    new ServiceRules(service, problems).checkTraffic();
    return problems.causes();
  }

  private void checkKind() {
    boolean isHeadless = isHeadless();
    if (spec.itemsAt("ports").isEmpty() && !isHeadless && !type.equals("ExternalName")) {
      problems.required("spec.ports");
    }
    if (OUTSIDE.contains(type) && isHeadless) {
      problems.invalid(
          "spec.clusterIPs[0]",
          Scalar.of("None"),
          "may not be set to 'None' for %s services".formatted(type));
    }
    if (type.equals("ExternalName")) {
      if (!spec.itemsAt("clusterIPs").isEmpty() || spec.textAt("clusterIP").isPresent()) {
        problems.forbidden("spec.clusterIPs", "may not be set for ExternalName services");
      }
      String name = spec.textAt("externalName").orElse("").replaceFirst("\\.$", "");
      if (name.isEmpty()) {
        problems.required("spec.externalName");
      } else {
        names.subdomain("spec.externalName", name);
      }
    }
  }

  private boolean isHeadless() {
    return spec.textAt("clusterIP").filter("None"::equals).isPresent();
  }

  private void checkPorts() {
    List<Value> ports = spec.itemsAt("ports");
    Set<String> known = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String at = "spec.ports[%d]".formatted(i);
      checkName(at, ports.get(i).textAt("name").orElse(""), ports.size() > 1, known);
      checkPort(at, ports.get(i));
    }
  }

  private void checkName(String at, String name, boolean needsName, Set<String> known) {
    if (name.isEmpty()) {
      if (needsName) {
        problems.required(at + ".name");
      }
      return;
    }
    names.label(at + ".name", name);
    if (!known.add(name)) {
      problems.duplicate(at + ".name", Scalar.of(name));
    }
  }

  private void checkPort(String at, Value port) {
    names.portNumber(at + ".port", port.integerAt("port").orElse(0L));
    problems.oneOf(
        at + ".protocol", port.at("protocol").orElse(Scalar.of("TCP")), "SCTP", "TCP", "UDP");
    names.portOrName(at + ".targetPort", port.at("targetPort").orElse(Scalar.of(0)));
    port.textAt("appProtocol").ifPresent(name -> names.qualified(at + ".appProtocol", name));
  }

  private void checkAffinity() {
    String at = "spec.sessionAffinityConfig.clientIP.timeoutSeconds";
    spec.at("sessionAffinityConfig", "clientIP", "timeoutSeconds")
        .filter(seconds -> seconds.asInteger().filter(s -> s > 0 && s <= LONGEST_STAY).isEmpty())
        .ifPresent(
            seconds ->
                problems.invalid(
                    at, seconds, "must be greater than 0 and less than " + LONGEST_STAY));
  }

  private void checkAddresses() {
    List<Value> addresses = spec.itemsAt("clusterIPs");
    if (addresses.isEmpty() && !spec.textAt("clusterIP").orElse("").isEmpty()) {
      problems.required("spec.clusterIPs");
    }
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i).asText().orElse("");
      boolean isNone = address.equals("None") || address.isEmpty();
      if (!isNone && !Addresses.isAddress(address)) {
        problems.invalid("spec.clusterIPs[%d]".formatted(i), addresses.get(i), ADDRESS_RULE);
      }
    }
    if (!addresses.isEmpty() && !addresses.get(0).asText().equals(spec.textAt("clusterIP"))) {
      boolean isMissing = spec.textAt("clusterIP").orElse("").isEmpty();
      problems.invalid(
          "spec.clusterIPs",
          GoText.texts("string", addresses),
          isMissing ? "must be empty when clusterIP is empty" : "element [0] must match clusterIP");
    }
  }

  private void checkExternalAddresses() {
    List<Value> addresses = spec.itemsAt("externalIPs");
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i).asText().orElse("");
      String at = "spec.externalIPs[%d]".formatted(i);
      if (!Addresses.isAddress(address)) {
        problems.invalid(at, addresses.get(i), ADDRESS_RULE);
      } else {
        Addresses.specialUse(address)
            .ifPresent(use -> problems.invalid(at, Scalar.of(address), "may not be " + use));
      }
    }
  }

  private void checkNodePorts() {
    List<Value> ports = spec.itemsAt("ports");
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      long number = ports.get(i).integerAt("nodePort").orElse(0L);
      String at = "spec.ports[%d].nodePort".formatted(i);
      if (number == 0) {
        continue;
      }
      if (!OUTSIDE.contains(type)) {
        problems.forbidden(at, "may not be used when `type` is '%s'".formatted(type));
      } else if (!taken.add(ports.get(i).textAt("protocol").orElse("") + number)) {
        problems.duplicate(at, Scalar.of(number));
      } else if (number < 30000 || number > 32767) {
        problems.invalid(
            at,
            Scalar.of(number),
            "provided port is not in the valid range. The range of valid ports is 30000-32767");
      }
    }
  }

  private void checkDuplicates() {
    List<Value> ports = spec.itemsAt("ports");
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String protocol = ports.get(i).textAt("protocol").orElse("");
      long number = ports.get(i).integerAt("port").orElse(0L);
      if (!taken.add(protocol + number)) {
        MapValue key = MapValue.of("protocol", Scalar.of(protocol)).with("port", Scalar.of(number));
        problems.duplicate("spec.ports[%d]".formatted(i), GoText.servicePort(key));
      }
    }
  }

  private void checkRanges() {
    List<Value> ranges = spec.itemsAt("loadBalancerSourceRanges");
    String at = "spec.LoadBalancerSourceRanges";
    if (!ranges.isEmpty() && !type.equals("LoadBalancer")) {
      problems.forbidden(at, "may only be used when `type` is 'LoadBalancer'");
    } else if (!ranges.stream().allMatch(r -> Addresses.isRange(r.asText().orElse("").strip()))) {
      String shown =
          String.join(" ", ranges.stream().map(range -> range.asText().orElse("")).toList());
      problems.invalid(
          at,
          Scalar.of("[" + shown + "]"),
          "must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ");
    }
  }

  private void checkPolicy() {
    String policy = spec.textAt("externalTrafficPolicy").orElse("");
    if (!List.of("", "Cluster", "Local").contains(policy)) {
      problems.invalid(
          "spec.externalTrafficPolicy",
          Scalar.of(policy),
          "ExternalTrafficPolicy must be empty, Cluster or Local");
    }
    spec.get("healthCheckNodePort")
        .filter(port -> port.asInteger().orElse(0L) < 0)
        .ifPresent(
            port ->
                problems.invalid(
                    "spec.healthCheckNodePort",
                    port,
                    "HealthCheckNodePort must be not less than 0"));
  }

  private void checkProtocols() {
    List<Value> ports = spec.itemsAt("ports");
    long protocols = ports.stream().map(port -> port.textAt("protocol")).distinct().count();
    if (protocols > 1 && type.equals("LoadBalancer")) {
      problems.invalid(
          "spec.ports",
          GoText.servicePorts(ports),
          "may not contain more than 1 protocol when type is 'LoadBalancer'");
    }
  }

  private void checkTraffic() {
    Value policy = spec.get("externalTrafficPolicy").orElse(Scalar.of(""));
    String text = policy.asText().orElse("");
    String at = "spec.externalTrafficPolicy";
    if (!text.isEmpty() && !OUTSIDE.contains(type)) {
      problems.invalid(
          at, policy, "ExternalTrafficPolicy can only be set on NodePort and LoadBalancer service");
    }
    spec.get("healthCheckNodePort")
        .filter(port -> !(type.equals("LoadBalancer") && text.equals("Local")))
        .ifPresent(
            port ->
                problems.invalid(
                    "spec.healthCheckNodePort",
                    port,
                    "HealthCheckNodePort can only be set on LoadBalancer service with"
                        + " ExternalTrafficPolicy=Local"));
  }

  static boolean isHeadless(MapValue service) {
    return service.textAt("spec", "clusterIP").filter("None"::equals).isPresent();
  }
}
