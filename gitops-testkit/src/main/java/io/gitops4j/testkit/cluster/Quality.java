package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The quality of service class of pods. */
final class Quality {
  private static final List<String> COUNTED = List.of("cpu", "memory");

  private Quality() {}

  static String of(MapValue pod) {
    List<Value> containers = new ArrayList<>(pod.itemsAt("spec", "containers"));
    containers.addAll(pod.itemsAt("spec", "initContainers"));
    boolean isGuaranteed = !containers.isEmpty();
    boolean isBestEffort = true;
    for (Value container : containers) {
      for (String resource : COUNTED) {
        Optional<Quantity> request = amount(container, "requests", resource);
        Optional<Quantity> limit = amount(container, "limits", resource);
        isBestEffort &= request.isEmpty() && limit.isEmpty();
        isGuaranteed &= limit.isPresent() && request.orElse(limit.get()).equals(limit.get());
      }
    }
    if (isBestEffort) {
      return "BestEffort";
    }
    return isGuaranteed ? "Guaranteed" : "Burstable";
  }

  private static Optional<Quantity> amount(Value container, String list, String resource) {
    return container
        .at("resources", list, resource)
        .flatMap(Quantity::of)
        .filter(quantity -> quantity.value().signum() != 0);
  }
}
