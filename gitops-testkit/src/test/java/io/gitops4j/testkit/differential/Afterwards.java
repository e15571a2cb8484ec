package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What some sequences go on with: sizes of workloads, and the end of their namespace. */
final class Afterwards {
  private static final GroupVersionKind NAMESPACE = GroupVersionKind.of("v1", "Namespace");
  private static final Set<String> SCALED = Set.of("Deployment", "StatefulSet");

  private Afterwards() {}

  static List<Step> of(Specimen specimen, Chance chance) {
    List<Step> steps = new ArrayList<>();
    if (SCALED.contains(specimen.versions().get(0).kind()) && chance.isLikely(0.4)) {
      Operations operations = Operations.on(specimen, chance);
      for (int i = 3 + chance.upTo(3); i > 0; i--) {
        boolean isScaling = chance.isLikely(0.7);
        steps.add(isScaling ? ScaleSteps.next(specimen, chance) : operations.next());
      }
    }
    if (specimen.isNamespaced() && chance.isLikely(0.04)) {
      Operations operations = Operations.on(specimen, chance);
      steps.add(deleteNamespace(chance));
      for (int i = 2 + chance.upTo(3); i > 0; i--) {
        steps.add(chance.isLikely(0.1) ? deleteNamespace(chance) : operations.next());
      }
    }
    return steps;
  }

  private static Step deleteNamespace(Chance chance) {
    ResourceKey key = new ResourceKey("", NAMESPACE.kind(), "", Step.NAMESPACE);
    ApiCall call = ApiCall.delete(NAMESPACE, key);
    if (chance.isLikely(0.3)) {
      String what = chance.oneOf("uid", "resourceVersion");
      String value = chance.oneOf(Step.UID, Step.RESOURCE_VERSION, "1");
      call =
          call.withBody(
              Value.of(
                  Map.of(
                      "apiVersion", "v1",
                      "kind", "DeleteOptions",
                      "preconditions", Map.of(what, value))));
    }
    return Step.of(chance.isLikely(0.1) ? call.asDryRun() : call);
  }
}
