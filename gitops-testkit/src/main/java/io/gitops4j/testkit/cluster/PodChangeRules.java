package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;

/** What of a pod may change: little. */
final class PodChangeRules {
  private static final String DEADLINE = "spec.activeDeadlineSeconds";

  private final Problems problems;
  private final MapValue before;
  private final MapValue object;

  PodChangeRules(Problems problems, MapValue before, MapValue object) {
    this.problems = problems;
    this.before = before;
    this.object = object;
  }

  void check() {
    for (String list : List.of("containers", "initContainers")) {
      if (before.itemsAt("spec", list).size() != object.itemsAt("spec", list).size()) {
        problems.forbidden("spec." + list, "pod updates may not add or remove containers");
        return;
      }
      checkImages(list);
    }
    if (isLongerDeadline()) {
      return;
    }
    checkTolerations();
    if (!frozen(before).equals(frozen(object))) {
      problems.forbidden(
          "spec",
          "pod updates may not change fields other than `spec.containers[*].image`,"
              + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or"
              + " `spec.tolerations` (only additions to existing tolerations)");
    }
  }

  private void checkImages(String list) {
    List<Value> containers = object.itemsAt("spec", list);
    for (int i = 0; i < containers.size(); i++) {
      String path = "spec.%s[%d].image".formatted(list, i);
      if (containers.get(i).textAt("image").orElse("").isEmpty()) {
        problems.required(path);
      }
    }
    PodRules.checkTrimmedImages(problems, "spec." + list, containers);
  }

  /** After some faults of the deadline the server looks no further. */
  private boolean isLongerDeadline() {
    Optional<Long> was = before.integerAt("spec", "activeDeadlineSeconds");
    Optional<Long> is = object.integerAt("spec", "activeDeadlineSeconds");
    if (is.isEmpty()) {
      was.ifPresent(
          seconds ->
              problems.invalid(
                  DEADLINE, Scalar.NULL, "must not update from a positive integer to nil value"));
      return false;
    }
    long seconds = is.get();
    if (seconds < 0 || seconds > Integer.MAX_VALUE) {
      problems.invalid(DEADLINE, Scalar.of(seconds), "must be between 0 and 2147483647, inclusive");
      return true;
    }
    if (seconds > was.orElse(Long.MAX_VALUE)) {
      problems.invalid(
          DEADLINE, Scalar.of(seconds), "must be less than or equal to previous value");
      return true;
    }
    return false;
  }

  private void checkTolerations() {
    List<MapValue> now = tolerations(object);
    if (!now.containsAll(tolerations(before))) {
      problems.forbidden(
          "spec.tolerations",
          "existing toleration can not be modified except its tolerationSeconds");
      return;
    }
    new SchedulingRules(problems, "spec").checkTolerations(object.itemsAt("spec", "tolerations"));
  }

  private static List<MapValue> tolerations(MapValue pod) {
    return pod.itemsAt("spec", "tolerations").stream()
        .map(toleration -> toleration.mapAt().without("tolerationSeconds"))
        .toList();
  }

  private static MapValue frozen(MapValue pod) {
    MapValue spec = pod.mapAt("spec").without("activeDeadlineSeconds").without("tolerations");
    for (String list : List.of("containers", "initContainers")) {
      spec = Fields.editItems(spec, container -> container.without("image"), list);
    }
    return spec;
  }
}
