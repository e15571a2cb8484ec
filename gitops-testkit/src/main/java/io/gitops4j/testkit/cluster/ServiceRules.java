package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;

/** The API server's checks of services. */
final class ServiceRules {
  private final MapValue service;
  private final Problems problems;

  ServiceRules(MapValue service, Problems problems) {
    this.service = service;
    this.problems = problems;
  }

  void check() {
    List<Value> ports = service.itemsAt("spec", "ports");
    boolean needsPorts =
        !isHeadless(service)
            && service.textAt("spec", "type").filter("ExternalName"::equals).isEmpty();
    if (ports.isEmpty() && needsPorts) {
      problems.required("spec.ports");
    }
    for (int i = 0; i < ports.size(); i++) {
      checkPort("spec.ports[%d]".formatted(i), ports.get(i), ports.size() > 1);
    }
  }

  private void checkPort(String path, Value port, boolean needsName) {
    if (needsName && port.textAt("name").orElse("").isEmpty()) {
      problems.required(path + ".name");
    }
    long number = port.integerAt("port").orElse(0L);
    if (number < 1 || number > 65535) {
      problems.invalid(path + ".port", Scalar.of(number), "must be between 1 and 65535, inclusive");
    }
  }

  void checkChange(MapValue before) {
    Optional<String> was = before.textAt("spec", "clusterIP");
    Optional<Value> now = service.at("spec", "clusterIP");
    boolean hadAddress = was.filter(address -> !address.isEmpty()).isPresent();
    if (hadAddress && !now.flatMap(Value::asText).equals(was)) {
      problems.invalid("spec.clusterIPs[0]", now.orElse(Scalar.NULL), "may not change once set");
    }
  }

  static boolean isHeadless(MapValue service) {
    return service.textAt("spec", "clusterIP").filter("None"::equals).isPresent();
  }
}
