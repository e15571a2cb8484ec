package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;

/** The API server's checks of probes and lifecycle handlers. */
final class ProbeRules {
  private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");
  private static final List<String> NUMBERS =
      List.of(
          "initialDelaySeconds",
          "timeoutSeconds",
          "periodSeconds",
          "successThreshold",
          "failureThreshold");

  private final Problems problems;
  private final FieldNames names;
  private final String path;

  ProbeRules(Problems problems, String path) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.path = path;
  }

  void check(MapValue container) {
    for (String hook : List.of("postStart", "preStop")) {
      if (container.at("lifecycle", hook).isPresent()) {
        checkHandler(path + ".lifecycle." + hook, container.mapAt("lifecycle", hook));
      }
    }
    for (String probe : List.of("livenessProbe", "startupProbe", "readinessProbe")) {
      if (container.get(probe).isPresent()) {
        checkProbe(path + "." + probe, container.mapAt(probe));
        checkSuccess(probe, container.mapAt(probe));
      }
    }
  }

  private void checkSuccess(String probe, MapValue settings) {
    long threshold = settings.integerAt("successThreshold").orElse(1L);
    if (!probe.equals("readinessProbe") && threshold != 1) {
      problems.invalid(
          "%s.%s.successThreshold".formatted(path, probe), Scalar.of(threshold), "must be 1");
    }
  }

  private void checkProbe(String at, MapValue probe) {
    checkHandler(at, probe);
    NUMBERS.forEach(field -> problems.notNegative(at + "." + field, probe.get(field)));
  }

  private void checkHandler(String at, MapValue handler) {
    List<String> found = new ArrayList<>(HANDLERS);
    found.retainAll(handler.keys());
    if (found.isEmpty() && handler.get("sleep").isEmpty()) {
      problems.required(at, "must specify a handler type");
    }
    for (int i = 0; i < found.size(); i++) {
      String kind = found.get(i);
      if (i == 0) {
        checkAction(at + "." + kind, kind, handler.mapAt(kind));
      } else {
        problems.forbidden(at + "." + kind, "may not specify more than 1 handler type");
      }
    }
  }

  private void checkAction(String at, String kind, MapValue action) {
    if (kind.equals("exec")) {
      if (action.itemsAt("command").isEmpty()) {
        problems.required(at + ".command");
      }
      return;
    }
    names.portOrName(at + ".port", action.get("port").orElse(Scalar.of(0)));
    if (kind.equals("httpGet")) {
      problems.oneOf(at + ".scheme", action.get("scheme").orElse(Scalar.of("")), "HTTP", "HTTPS");
      for (Value header : action.itemsAt("httpHeaders")) {
        names.header(at + ".httpHeaders", header.textAt("name").orElse(""));
      }
    }
  }
}
