package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** What of a pod may change: little. */
final class PodChangeRules {
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
    }
    if (!frozen(before).equals(frozen(object)) || !keepsTolerations()) {
      problems.forbidden(
          "spec",
          "pod updates may not change fields other than `spec.containers[*].image`,"
              + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or"
              + " `spec.tolerations` (only additions to existing tolerations)");
    }
  }

  private boolean keepsTolerations() {
    List<Value> now = object.itemsAt("spec", "tolerations");
    return now.containsAll(before.itemsAt("spec", "tolerations"));
  }

  private static MapValue frozen(MapValue pod) {
    MapValue spec = pod.mapAt("spec").without("activeDeadlineSeconds").without("tolerations");
    for (String list : List.of("containers", "initContainers")) {
      spec = Fields.editItems(spec, container -> container.without("image"), list);
    }
    return spec;
  }
}
