package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The API server's checks of pods and their templates. */
final class PodRules {
  private final Problems problems;
  private final FieldNames names;
  private final String path;
  private final MapValue spec;

  /** Of a {@code spec} with its defaults. */
  PodRules(Problems problems, String path, MapValue spec) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.path = path;
    this.spec = spec;
  }

  void check() {
    check(Set.of());
  }

  /** Checks; the names are those of volumes that will be there besides its own. */
  void check(Set<String> otherVolumes) {
    Set<String> volumes = new HashSet<>(new VolumeRules(problems, path).check(spec));
    volumes.addAll(otherVolumes);
    ContainerRules containers =
        new ContainerRules(problems, volumes, Defaults.isTrue(spec, "hostNetwork"));
    containers.check(path + ".containers", spec.itemsAt("containers"));
    containers.checkInit(path + ".initContainers", spec.itemsAt("initContainers"), spec);
    at("restartPolicy", "Always", "OnFailure", "Never");
    at("dnsPolicy", "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    names.labels(path + ".nodeSelector", spec.mapAt("nodeSelector"));
    checkSecurity();
    checkNames();
    new SchedulingRules(problems, path).check(spec);
  }

  /** What is asked of pods, but not of their templates. */
  void checkPod() {
    check();
    checkTrimmedImages(problems, path + ".containers", spec.itemsAt("containers"));
    checkTrimmedImages(problems, path + ".initContainers", spec.itemsAt("initContainers"));
  }

  static void checkTrimmedImages(Problems problems, String path, List<Value> containers) {
    for (int i = 0; i < containers.size(); i++) {
      String image = containers.get(i).textAt("image").orElse("");
      if (!image.equals(image.strip())) {
        problems.invalid(
            "%s[%d].image".formatted(path, i),
            Scalar.of(image),
            "must not have leading or trailing whitespace");
      }
    }
  }

  private void at(String field, String... supported) {
    spec.get(field).ifPresent(value -> problems.oneOf(path + "." + field, value, supported));
  }

  private void checkSecurity() {
    for (String field : List.of("fsGroup", "runAsUser", "runAsGroup")) {
      checkId(problems, path + ".securityContext." + field, spec.mapAt("securityContext"), field);
    }
  }

  /** Checks a number of a user or group. */
  static void checkId(Problems problems, String path, MapValue context, String field) {
    long id = context.integerAt(field).orElse(0L);
    if (id < 0 || id > Integer.MAX_VALUE) {
      problems.invalid(path, Scalar.of(id), "must be between 0 and 2147483647, inclusive");
    }
  }

  private void checkNames() {
    spec.textAt("serviceAccountName")
        .ifPresent(name -> names.subdomain(path + ".serviceAccountName", name));
    spec.textAt("nodeName").ifPresent(name -> names.subdomain(path + ".nodeName", name));
    spec.textAt("hostname").ifPresent(name -> names.label(path + ".hostname", name));
    spec.textAt("subdomain").ifPresent(name -> names.label(path + ".subdomain", name));
    checkAliases();
    spec.textAt("priorityClassName")
        .ifPresent(name -> names.subdomain(path + ".priorityClassName", name));
    spec.integerAt("activeDeadlineSeconds")
        .filter(seconds -> seconds < 1 || seconds > Integer.MAX_VALUE)
        .ifPresent(
            seconds ->
                problems.invalid(
                    path + ".activeDeadlineSeconds",
                    Scalar.of(seconds),
                    "must be between 1 and 2147483647, inclusive"));
  }

  private void checkAliases() {
    for (Value alias : spec.itemsAt("hostAliases")) {
      String address = alias.textAt("ip").orElse("");
      if (!Addresses.isAddress(address)) {
        problems.invalid(path + ".hostAliases.ip", Scalar.of(address), "must be valid IP address");
      }
      for (Value name : alias.itemsAt("hostnames")) {
        names.subdomain(path + ".hostAliases.hostnames", name.asText().orElse(""));
      }
    }
  }
}
