package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;

/** Lets every pod stay five minutes on a node that fails. */
final class Tolerations {
  private static final List<String> TAINTS =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

  private Tolerations() {}

  static MapValue withDefaults(MapValue pod) {
    List<Value> tolerations = new ArrayList<>(pod.itemsAt("spec", "tolerations"));
    for (String taint : TAINTS) {
      if (pod.itemsAt("spec", "tolerations").stream().noneMatch(t -> covers(t, taint))) {
        tolerations.add(
            MapValue.of("key", Scalar.of(taint))
                .with("operator", Scalar.of("Exists"))
                .with("effect", Scalar.of("NoExecute"))
                .with("tolerationSeconds", Scalar.of(300)));
      }
    }
    return Fields.set(pod, new ListValue(tolerations), "spec", "tolerations");
  }

  private static boolean covers(Value toleration, String taint) {
    String key = toleration.textAt("key").orElse("");
    String effect = toleration.textAt("effect").orElse("");
    return (key.equals(taint) || key.isEmpty()) && (effect.equals("NoExecute") || effect.isEmpty());
  }
}
