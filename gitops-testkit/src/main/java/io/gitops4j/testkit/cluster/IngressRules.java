package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API server's checks of ingresses. */
final class IngressRules {
  private static final String CLASS = "kubernetes.io/ingress.class";

  private final Problems problems;
  private final FieldNames names;
  private final MapValue object;
  private final boolean isFirst;

  /** Of an object in the fields of the stable version, whatever version it names. */
  IngressRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.object = object;
    this.isFirst =
        object.textAt("apiVersion").filter("networking.k8s.io/v1beta1"::equals).isPresent();
  }

  void check(@Nullable MapValue before) {
    MapValue spec = object.mapAt("spec");
    List<Value> rules = spec.itemsAt("rules");
    String common = isFirst ? "backend" : "defaultBackend";
    if (rules.isEmpty() && spec.get("defaultBackend").isEmpty()) {
      problems.invalid(
          "spec",
          "[]networking.IngressRule(nil)",
          "either `%s` or `rules` must be specified".formatted(common));
    }
    if (spec.get("defaultBackend").isPresent()) {
      checkBackend("spec." + common, spec.mapAt("defaultBackend"));
    }
    boolean overlooksWildcards = isFirst || (before != null && hasWrongWildcards(before));
    for (int i = 0; i < rules.size(); i++) {
      checkRule("spec.rules[%d]".formatted(i), rules.get(i).mapAt(), overlooksWildcards);
    }
    boolean overlooksSecrets = isFirst || (before != null && hasWrongSecrets(before));
    checkTls(spec.itemsAt("tls"), overlooksSecrets);
    spec.textAt("ingressClassName")
        .ifPresent(name -> names.subdomain("spec.ingressClassName", name));
    if (before == null && spec.get("ingressClassName").isPresent()) {
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

  /** What came in by the first version, which did not look at it, may stay. */
  private static boolean hasWrongWildcards(MapValue ingress) {
    Problems found = new Problems();
    IngressRules rules = new IngressRules(found, ingress);
    for (Value rule : ingress.itemsAt("spec", "rules")) {
      if (rule.textAt("host").orElse("").contains("*")) {
        rules.checkContent("", rule.mapAt());
      }
    }
    return !found.causes().isEmpty();
  }

  private static boolean hasWrongSecrets(MapValue ingress) {
    Problems found = new Problems();
    FieldNames names = new FieldNames(found);
    ingress.itemsAt("spec", "tls").forEach(tls -> checkSecret(names, "", tls));
    return !found.causes().isEmpty();
  }

  private static void checkSecret(FieldNames names, String at, Value tls) {
    tls.textAt("secretName")
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> names.subdomain(at + ".secretName", name));
  }

  private void checkTls(List<Value> tls, boolean overlooksSecrets) {
    for (int i = 0; i < tls.size(); i++) {
      List<Value> hosts = tls.get(i).itemsAt("hosts");
      for (int j = 0; j < hosts.size(); j++) {
        checkHost("spec.tls[%d].hosts[%d]".formatted(i, j), hosts.get(j).asText().orElse(""));
      }
      if (!overlooksSecrets) {
        checkSecret(names, "spec.tls[%d]".formatted(i), tls.get(i));
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

  private void checkRule(String at, MapValue rule, boolean overlooksWildcards) {
    String host = rule.textAt("host").orElse("");
    if (Addresses.isAddress(host)) {
      problems.invalid(at + ".host", Scalar.of(host), "must be a DNS name, not an IP address");
    }
    if (!host.isEmpty()) {
      checkHost(at + ".host", host);
    }
    if (!host.contains("*") || !overlooksWildcards) {
      checkContent(at, rule);
    }
  }

  private void checkContent(String at, MapValue rule) {
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
    } else if (hasResource) {
      checkResource(at + ".resource", backend.mapAt("resource"));
    } else {
      problems.invalid(at, Scalar.of(""), "resource or service backend is required");
    }
  }

  private void checkResource(String at, MapValue resource) {
    for (String field : List.of("kind", "name")) {
      String text = resource.textAt(field).orElse("");
      if (text.isEmpty()) {
        problems.required(at + "." + field, field + " is required");
      }
      NameRules.ofPath(text)
          .forEach(wrong -> problems.invalid(at + "." + field, Scalar.of(text), wrong));
    }
  }

  private void checkService(String at, MapValue service) {
    String nameField = at + (isFirst ? ".serviceName" : ".service.name");
    String portField = at + (isFirst ? ".servicePort" : ".service.port.");
    String name = service.textAt("name").orElse("");
    if (name.isEmpty()) {
      problems.required(nameField);
    } else {
      names.service(nameField, name);
    }
    boolean hasName = service.at("port", "name").isPresent();
    boolean hasNumber = service.at("port", "number").isPresent();
    if (hasName && hasNumber) {
      problems.invalid(at, Scalar.of(""), "cannot set both port name & port number");
    } else if (hasName) {
      names.port(portField + (isFirst ? "" : "name"), service.textAt("port", "name").orElse(""));
    } else if (hasNumber) {
      names.portNumber(
          portField + (isFirst ? "" : "number"), service.integerAt("port", "number").orElse(0L));
    } else {
      problems.required(at, "port name or number is required");
    }
  }
}
