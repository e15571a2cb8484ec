package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The API server's checks of as whom, and how near to its node, a pod runs. */
final class PodSecurityRules {
  private static final Pattern SYSCTL =
      Pattern.compile("([a-z0-9]([-_a-z0-9]*[a-z0-9])?\\.)*[a-z0-9]([-_a-z0-9]*[a-z0-9])?");

  private final Problems problems;
  private final String path;

  PodSecurityRules(Problems problems, String path) {
    this.problems = problems;
    this.path = path;
  }

  void check(MapValue spec) {
    if (Defaults.isTrue(spec, "hostNetwork")) {
      checkPorts(spec.itemsAt("containers"));
    }
    MapValue context = spec.mapAt("securityContext");
    String at = path + ".securityContext";
    for (String field : List.of("fsGroup", "runAsUser", "runAsGroup")) {
      checkId(problems, at + "." + field, context.get(field).orElse(Scalar.of(0)));
    }
    List<Value> groups = context.itemsAt("supplementalGroups");
    for (int i = 0; i < groups.size(); i++) {
      checkId(problems, "%s.supplementalGroups[%d]".formatted(at, i), groups.get(i));
    }
    checkSysctls(at, context.itemsAt("sysctls"));
    context
        .get("fsGroupChangePolicy")
        .ifPresent(
            policy ->
                problems.oneOf(at + ".fsGroupChangePolicy", policy, "Always", "OnRootMismatch"));
  }

  /** Checks a number of a user or group. */
  static void checkId(Problems problems, String path, Value number) {
    long id = number.asInteger().orElse(0L);
    if (id < 0 || id > Integer.MAX_VALUE) {
      problems.invalid(path, Scalar.of(id), "must be between 0 and 2147483647, inclusive");
    }
  }

  private void checkPorts(List<Value> containers) {
    for (int i = 0; i < containers.size(); i++) {
      List<Value> ports = containers.get(i).itemsAt("ports");
      for (int j = 0; j < ports.size(); j++) {
        long number = ports.get(j).integerAt("containerPort").orElse(0L);
        if (ports.get(j).integerAt("hostPort").orElse(0L) != number) {
          problems.invalid(
              "%s.containers[%d].ports[%d].containerPort".formatted(path, i, j),
              Scalar.of(number),
              "must match `hostPort` when `hostNetwork` is true");
        }
      }
    }
  }

  private void checkSysctls(String at, List<Value> sysctls) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < sysctls.size(); i++) {
      String place = "%s.sysctls[%d].name".formatted(at, i);
      String name = sysctls.get(i).textAt("name").orElse("");
      if (name.isEmpty()) {
        problems.required(place);
      } else if (name.length() > 253 || !SYSCTL.matcher(name).matches()) {
        problems.invalid(
            place, Scalar.of(name), "must have at most 253 characters and match regex " + SYSCTL);
      } else if (!known.add(name)) {
        problems.duplicate(place, Scalar.of(name));
      }
    }
  }
}
