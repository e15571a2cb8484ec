package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of ingresses. */
final class IngressRules {
  private static final String CLASS = "kubernetes.io/ingress.class";

  private final Problems problems;
  private final FieldNames names;
  private final MapValue object;

  IngressRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.object = object;
  }

  void check(boolean isNew) {
    MapValue spec = object.mapAt("spec");
    List<Value> rules = spec.itemsAt("rules");
    if (rules.isEmpty() && spec.get("defaultBackend").isEmpty()) {
      problems.invalid(
          "spec",
          "[]networking.IngressRule(nil)",
          "either `defaultBackend` or `rules` must be specified");
    }
    if (spec.get("defaultBackend").isPresent()) {
      checkBackend("spec.defaultBackend", spec.mapAt("defaultBackend"));
    }
    for (int i = 0; i < rules.size(); i++) {
      checkRule("spec.rules[%d]".formatted(i), rules.get(i).mapAt());
    }
    checkTls(spec.itemsAt("tls"));
    spec.textAt("ingressClassName")
        .ifPresent(name -> names.subdomain("spec.ingressClassName", name));
    if (isNew && spec.get("ingressClassName").isPresent()) {
      object
          .at("metadata", "annotations", CLASS)
          .ifPresent(
              name ->
                  problems.invalid(
                      "annotations." + CLASS,
                      name,
                      "can not be set when the class field is also set"));
    }
  }

  private void checkTls(List<Value> tls) {
    for (int i = 0; i < tls.size(); i++) {
      List<Value> hosts = tls.get(i).itemsAt("hosts");
      for (int j = 0; j < hosts.size(); j++) {
        checkHost("spec.tls[%d].hosts[%d]".formatted(i, j), hosts.get(j).asText().orElse(""));
      }
    }
  }

  private void checkHost(String at, String host) {
    if (host.contains("*")) {
      names.wildcard(at, host);
    } else {
      names.subdomain(at, host);
    }
  }

  private void checkRule(String at, MapValue rule) {
    String host = rule.textAt("host").orElse("");
    if (Addresses.isAddress(host)) {
      problems.invalid(at + ".host", Scalar.of(host), "must be a DNS name, not an IP address");
    }
    if (!host.isEmpty()) {
      checkHost(at + ".host", host);
    }
    if (rule.get("http").isEmpty()) {
      return;
    }
    List<Value> paths = rule.itemsAt("http", "paths");
    if (paths.isEmpty()) {
      problems.required(at + ".http.paths");
    }
    for (int i = 0; i < paths.size(); i++) {
      checkPath("%s.http.paths[%d]".formatted(at, i), paths.get(i).mapAt());
    }
  }

  private void checkPath(String at, MapValue path) {
    if (path.textAt("pathType").isEmpty()) {
      problems.required(at + ".pathType", "pathType must be specified");
      return;
    }
    checkPlace(at, path.textAt("pathType").get(), path.textAt("path").orElse(""));
    checkBackend(at + ".backend", path.mapAt("backend"));
  }

  private void checkPlace(String at, String type, String place) {
    Value shown = Scalar.of(place);
    boolean isStrict = type.equals("Exact") || type.equals("Prefix");
    if (!isStrict && !type.equals("ImplementationSpecific")) {
      problems.oneOf(
          at + ".pathType", Scalar.of(type), "Exact", "ImplementationSpecific", "Prefix");
      return;
    }
    if (!place.startsWith("/") && (isStrict || !place.isEmpty())) {
      problems.invalid(at + ".path", shown, "must be an absolute path");
    }
    for (String part :
        isStrict && !place.isEmpty()
            ? List.of("//", "/./", "/../", "%2f", "%2F")
            : List.<String>of()) {
      if (place.contains(part)) {
        problems.invalid(at + ".path", shown, "must not contain '%s'".formatted(part));
      }
    }
    for (String end : isStrict && !place.isEmpty() ? List.of("/..", "/.") : List.<String>of()) {
      if (place.endsWith(end)) {
        problems.invalid(at + ".path", shown, "cannot end with '%s'".formatted(end));
      }
    }
  }

  private void checkBackend(String at, MapValue backend) {
    boolean hasService = backend.get("service").isPresent();
    boolean hasResource = backend.get("resource").isPresent();
    if (hasService && hasResource) {
      problems.invalid(at, Scalar.of(""), "cannot set both resource and service backends");
    } else if (hasService) {
      checkService(at, backend.mapAt("service"));
    } else if (!hasResource) {
      problems.invalid(at, Scalar.of(""), "resource or service backend is required");
    }
  }

  private void checkService(String at, MapValue service) {
    String name = service.textAt("name").orElse("");
    if (name.isEmpty()) {
      problems.required(at + ".service.name");
    } else {
      names.service(at + ".service.name", name);
    }
    boolean hasName = service.at("port", "name").isPresent();
    boolean hasNumber = service.at("port", "number").isPresent();
    if (hasName && hasNumber) {
      problems.invalid(at, Scalar.of(""), "cannot set both port name & port number");
    } else if (hasName) {
      names.port(at + ".service.port.name", service.textAt("port", "name").orElse(""));
    } else if (hasNumber) {
      names.portNumber(at + ".service.port.number", service.integerAt("port", "number").orElse(0L));
    } else {
      problems.required(at, "port name or number is required");
    }
  }
}
