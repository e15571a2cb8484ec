package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong with a custom resource is told in the order of a Go map, which differs from one
 * time to the next, also at one server.
 */
final class CustomCauses {
  private static final String GROUP = "differential.example";

  private CustomCauses() {}

  /** The status with its causes sorted; the message, which lists them too, without the list. */
  static MapValue inOrder(MapValue status) {
    List<Value> causes = status.itemsAt("details", "causes");
    String message = status.textAt("message").orElse("");
    int list = message.indexOf(": [");
    if (causes.size() < 2
        || list < 0
        || status.textAt("details", "group").filter(group -> group.endsWith(GROUP)).isEmpty()) {
      return status;
    }
    List<Value> sorted =
        causes.stream().sorted(Comparator.comparing(CanonicalJson::write)).toList();
    return status
        .with("details", status.mapAt("details").with("causes", new ListValue(sorted)))
        .with("message", Scalar.of(message.substring(0, list)));
  }
}
