package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API server's checks of containers. */
final class ContainerRules {
  private final Problems problems;
  private final FieldNames names;
  private final Set<String> volumes;

  ContainerRules(Problems problems, Set<String> volumes) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.volumes = volumes;
  }

  void check(String path, List<Value> containers) {
    if (containers.isEmpty()) {
      problems.required(path);
    }
    checkEach(path, containers);
    checkHostPorts(path, containers);
  }

  private void checkEach(String path, List<Value> containers) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      String at = "%s[%d]".formatted(path, i);
      checkName(at, containers.get(i).textAt("name").orElse(""), known);
      checkContainer(at, containers.get(i).mapAt());
    }
  }

  /** They run one after the other, so that each has the ports of the node to itself. */
  void checkInit(String path, List<Value> containers, MapValue spec) {
    checkEach(path, containers);
    containers.forEach(container -> checkHostPorts(path, List.of(container)));
    Set<String> known = new HashSet<>();
    spec.itemsAt("containers").forEach(c -> known.add(c.textAt("name").orElse("")));
    for (int i = 0; i < containers.size(); i++) {
      String at = "%s[%d]".formatted(path, i);
      MapValue container = containers.get(i).mapAt();
      String name = container.textAt("name").orElse("");
      if (known.contains(name)) {
        problems.duplicate(at + ".name", Scalar.of(name));
      } else if (!name.isEmpty()) {
        known.add(name);
      }
      checkEndless(at, container);
    }
  }

  private void checkEndless(String at, MapValue container) {
    boolean isSidecar = container.textAt("restartPolicy").filter("Always"::equals).isPresent();
    for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(field).isPresent() && !isSidecar) {
        problems.invalid(
            at + "." + field,
            GoText.struct(field.equals("lifecycle") ? field : "probe"),
            "must not be set for init containers");
      }
    }
  }

  private void checkName(String at, String name, Set<String> known) {
    if (name.isEmpty()) {
      problems.required(at + ".name");
    } else {
      names.label(at + ".name", name);
    }
    if (!known.add(name)) {
      problems.duplicate(at + ".name", Scalar.of(name));
    }
  }

  private void checkContainer(String at, MapValue container) {
    if (container.textAt("image").orElse("").isEmpty()) {
      problems.required(at + ".image");
    }
    new ProbeRules(problems, at).check(container);
    Value termination = container.get("terminationMessagePolicy").orElse(Scalar.of("File"));
    if (!Set.of("File", "FallbackToLogsOnError").contains(termination.asText().orElse(""))) {
      problems.invalid(
          at + ".terminationMessagePolicy",
          termination,
          "must be 'File' or 'FallbackToLogsOnError'");
    }
    checkPorts(at + ".ports", container.itemsAt("ports"));
    new EnvironmentRules(problems, at).check(container);
    new MountRules(problems, at, volumes).check(container);
    problems.oneOf(
        at + ".imagePullPolicy",
        container.get("imagePullPolicy").orElse(Scalar.of("Always")),
        "Always",
        "IfNotPresent",
        "Never");
    new ResourceRules(problems).checkOfContainer(at + ".resources", container.mapAt("resources"));
    checkSecurity(at + ".securityContext", container.mapAt("securityContext"));
  }

  private void checkSecurity(String at, MapValue context) {
    for (String field : List.of("runAsUser", "runAsGroup")) {
      PodSecurityRules.checkId(problems, at + "." + field, context.get(field).orElse(Scalar.of(0)));
    }
    if (!context.get("allowPrivilegeEscalation").equals(Optional.of(Scalar.of(false)))) {
      return;
    }
    String shown = GoText.struct("securityContext");
    String rule = "cannot set `allowPrivilegeEscalation` to false and ";
    if (Defaults.isTrue(context, "privileged")) {
      problems.invalid(at, shown, rule + "`privileged` to true");
    }
    if (context.itemsAt("capabilities", "add").contains(Scalar.of("CAP_SYS_ADMIN"))) {
      problems.invalid(at, shown, rule + "`capabilities.Add` CAP_SYS_ADMIN");
    }
  }

  private void checkPorts(String path, List<Value> ports) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String at = "%s[%d]".formatted(path, i);
      String name = ports.get(i).textAt("name").orElse("");
      if (!name.isEmpty()) {
        names.port(at + ".name", name);
        if (!known.add(name)) {
          problems.duplicate(at + ".name", Scalar.of(name));
        }
      }
      checkPort(at, ports.get(i));
    }
  }

  private void checkPort(String at, Value port) {
    long number = port.integerAt("containerPort").orElse(0L);
    if (number == 0) {
      problems.required(at + ".containerPort");
    } else {
      names.portNumber(at + ".containerPort", number);
    }
    port.integerAt("hostPort").ifPresent(host -> names.portNumber(at + ".hostPort", host));
    problems.oneOf(
        at + ".protocol", port.at("protocol").orElse(Scalar.of("TCP")), "SCTP", "TCP", "UDP");
  }

  private void checkHostPorts(String path, List<Value> containers) {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      List<Value> ports = containers.get(i).itemsAt("ports");
      for (int j = 0; j < ports.size(); j++) {
        long host = ports.get(j).integerAt("hostPort").orElse(0L);
        String at = "%s[%d].ports[%d]".formatted(path, i, j);
        if (host == 0) {
          continue;
        }
        String use =
            "%s/%s/%d"
                .formatted(
                    ports.get(j).textAt("protocol").orElse(""),
                    ports.get(j).textAt("hostIP").orElse(""),
                    host);
        if (!taken.add(use)) {
          problems.duplicate(at + ".hostPort", Scalar.of(use));
        }
      }
    }
  }
}
