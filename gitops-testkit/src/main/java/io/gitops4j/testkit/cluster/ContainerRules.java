package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The API server's checks of containers. */
final class ContainerRules {
  private final Problems problems;
  private final FieldNames names;
  private final Set<String> volumes;
  private final boolean isOnHost;

  ContainerRules(Problems problems, Set<String> volumes, boolean isOnHost) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.volumes = volumes;
    this.isOnHost = isOnHost;
  }

  void check(String path, List<Value> containers) {
    if (containers.isEmpty()) {
      problems.required(path);
    }
    Set<String> known = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      String at = "%s[%d]".formatted(path, i);
      checkName(at, containers.get(i).textAt("name").orElse(""), known);
      checkContainer(at, containers.get(i).mapAt());
    }
    checkHostPorts(path, containers);
  }

  void checkInit(String path, List<Value> containers, MapValue spec) {
    Set<String> known = new HashSet<>();
    spec.itemsAt("containers").forEach(c -> c.textAt("name").ifPresent(known::add));
    for (int i = 0; i < containers.size(); i++) {
      String at = "%s[%d]".formatted(path, i);
      MapValue container = containers.get(i).mapAt();
      checkName(at, container.textAt("name").orElse(""), known);
      checkContainer(at, container);
      boolean isSidecar = container.textAt("restartPolicy").filter("Always"::equals).isPresent();
      for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
        if (container.get(field).isPresent() && !isSidecar) {
          problems.invalid(
              at + "." + field, GoText.struct(field), "must not be set for init containers");
        }
      }
    }
  }

  private void checkName(String at, String name, Set<String> known) {
    if (name.isEmpty()) {
      problems.required(at + ".name");
      return;
    }
    names.label(at + ".name", name);
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
    checkMounts(at + ".volumeMounts", container.itemsAt("volumeMounts"));
    problems.oneOf(
        at + ".imagePullPolicy",
        container.get("imagePullPolicy").orElse(Scalar.of("Always")),
        "Always",
        "IfNotPresent",
        "Never");
    new ResourceRules(problems).checkOfContainer(at + ".resources", container.mapAt("resources"));
    for (String field : List.of("runAsUser", "runAsGroup")) {
      PodRules.checkId(
          problems, at + ".securityContext." + field, container.mapAt("securityContext"), field);
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
        long number = ports.get(j).integerAt("containerPort").orElse(0L);
        if (isOnHost && host != number) {
          problems.invalid(
              at + ".containerPort",
              Scalar.of(number),
              "must match `hostPort` when `hostNetwork` is true");
        }
      }
    }
  }

  private void checkMounts(String path, List<Value> mounts) {
    Set<String> places = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      checkMount(path, "%s[%d]".formatted(path, i), mounts.get(i).mapAt(), places);
    }
  }

  private void checkMount(String path, String at, MapValue mount, Set<String> places) {
    String name = mount.textAt("name").orElse("");
    if (name.isEmpty()) {
      problems.required(at + ".name");
    }
    if (!volumes.contains(name)) {
      problems.notFound(at + ".name", Scalar.of(name));
    }
    String place = mount.textAt("mountPath").orElse("");
    if (place.isEmpty()) {
      problems.required(at + ".mountPath");
    }
    if (!places.add(place)) {
      problems.invalid(at + ".mountPath", Scalar.of(place), "must be unique");
    }
    VolumeRules paths = new VolumeRules(problems, path);
    mount.textAt("subPath").ifPresent(sub -> paths.checkRelative(path + ".subPath", sub));
    mount
        .get("mountPropagation")
        .ifPresent(
            value ->
                problems.oneOf(
                    path + ".mountPropagation", value, "Bidirectional", "HostToContainer", "None"));
  }
}
