package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;

/** The API server's checks of environment variables. */
final class EnvironmentRules {
  private static final List<String> SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef");
  private static final List<String> FIELDS =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.podIP",
          "status.podIPs");

  private final Problems problems;
  private final FieldNames names;
  private final String path;

  EnvironmentRules(Problems problems, String path) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.path = path;
  }

  void check(MapValue container) {
    List<Value> variables = container.itemsAt("env");
    for (int i = 0; i < variables.size(); i++) {
      checkVariable("%s.env[%d]".formatted(path, i), variables.get(i).mapAt());
    }
    List<Value> sources = container.itemsAt("envFrom");
    for (int i = 0; i < sources.size(); i++) {
      checkImport("%s.envFrom[%d]".formatted(path, i), sources.get(i).mapAt());
    }
  }

  private void checkVariable(String at, MapValue variable) {
    String name = variable.textAt("name").orElse("");
    if (name.isEmpty()) {
      problems.required(at + ".name");
    } else {
      names.variable(at + ".name", name);
    }
    if (variable.get("valueFrom").isEmpty()) {
      return;
    }
    MapValue from = variable.mapAt("valueFrom");
    List<String> sources = new ArrayList<>(SOURCES);
    sources.retainAll(from.keys());
    for (String source : sources) {
      checkSource(at + ".valueFrom." + source, source, from.mapAt(source));
    }
    checkCount(at + ".valueFrom", sources.size(), variable);
  }

  private void checkCount(String at, int sources, MapValue variable) {
    if (sources == 0) {
      problems.invalid(
          at,
          Scalar.of(""),
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or"
              + " `secretKeyRef`");
    } else if (!variable.textAt("value").orElse("").isEmpty()) {
      problems.invalid(at, Scalar.of(""), "may not be specified when `value` is not empty");
    } else if (sources > 1) {
      problems.invalid(at, Scalar.of(""), "may not have more than one field specified at a time");
    }
  }

  private void checkSource(String at, String source, MapValue it) {
    switch (source) {
      case "fieldRef" -> new ReferenceRules(problems).checkField(at, it, FIELDS);
      case "resourceFieldRef" -> new ReferenceRules(problems).checkResource(at, it, false);
      default -> {
        names.subdomain(at + ".name", it.textAt("name").orElse(""));
        String key = it.textAt("key").orElse("");
        if (key.isEmpty()) {
          problems.required(at + ".key");
        } else {
          names.key(at + ".key", key);
        }
      }
    }
  }

  private void checkImport(String at, MapValue source) {
    String prefix = source.textAt("prefix").orElse("");
    if (!prefix.isEmpty()) {
      names.variable(at + ".prefix", prefix);
    }
    int count = 0;
    for (String kind : List.of("configMapRef", "secretRef")) {
      if (source.get(kind).isPresent()) {
        count++;
        checkReference("%s.%s.name".formatted(at, kind), source.textAt(kind, "name").orElse(""));
      }
    }
    if (count != 1) {
      problems.invalid(
          path + ".envFrom",
          Scalar.of(""),
          count == 0
              ? "must specify one of: `configMapRef` or `secretRef`"
              : "may not have more than one field specified at a time");
    }
  }

  private void checkReference(String at, String name) {
    if (name.isEmpty()) {
      problems.required(at);
    } else {
      names.subdomain(at, name);
    }
  }
}
