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
    ContainerRules containers = new ContainerRules(problems, volumes);
    containers.check(path + ".containers", spec.itemsAt("containers"));
    containers.checkInit(path + ".initContainers", spec.itemsAt("initContainers"), spec);
    at("restartPolicy", "Always", "OnFailure", "Never");
    at("dnsPolicy", "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    names.labels(path + ".nodeSelector", spec.mapAt("nodeSelector"));
    new PodSecurityRules(problems, path).check(spec);
    new AffinityRules(problems).check(path + ".affinity", spec.mapAt("affinity"));
    new DnsRules(problems, path + ".dnsConfig").check(spec);
    checkGates();
    SchedulingRules scheduling = new SchedulingRules(problems, path);
    scheduling.checkSpreads(spec.itemsAt("topologySpreadConstraints"));
    checkNames();
    scheduling.checkTolerations(spec.itemsAt("tolerations"));
    checkAliases();
    checkClasses();
  }

  private void checkGates() {
    List<Value> gates = spec.itemsAt("readinessGates");
    for (int i = 0; i < gates.size(); i++) {
      names.qualified(
          "%s.readinessGates[%d].conditionType".formatted(path, i),
          gates.get(i).textAt("conditionType").orElse(""));
    }
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

  private void checkNames() {
    spec.textAt("serviceAccountName")
        .ifPresent(name -> names.subdomain(path + ".serviceAccountName", name));
    spec.textAt("nodeName").ifPresent(name -> names.subdomain(path + ".nodeName", name));
    spec.integerAt("activeDeadlineSeconds")
        .filter(seconds -> seconds < 1 || seconds > Integer.MAX_VALUE)
        .ifPresent(
            seconds ->
                problems.invalid(
                    path + ".activeDeadlineSeconds",
                    Scalar.of(seconds),
                    "must be between 1 and 2147483647, inclusive"));
    spec.textAt("hostname").ifPresent(name -> names.label(path + ".hostname", name));
    spec.textAt("subdomain").ifPresent(name -> names.label(path + ".subdomain", name));
  }

  private void checkClasses() {
    spec.textAt("priorityClassName")
        .ifPresent(name -> names.subdomain(path + ".priorityClassName", name));
    spec.textAt("runtimeClassName")
        .ifPresent(name -> names.subdomain(path + ".runtimeClassName", name));
    new ResourceRules(problems)
        .checkOfContainer(path + ".overhead", MapValue.of("limits", spec.mapAt("overhead")));
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
