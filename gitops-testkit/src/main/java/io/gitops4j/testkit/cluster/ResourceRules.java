package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The API server's checks of amounts of resources. */
final class ResourceRules {
  private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");

  private final Problems problems;

  ResourceRules(Problems problems) {
    this.problems = problems;
  }

  void checkOfContainer(String path, MapValue resources) {
    for (String list : new String[] {"limits", "requests"}) {
      for (Map.Entry<String, Value> amount :
          new TreeMap<>(resources.mapAt(list).entries()).entrySet()) {
        checkAmount("%s.%s[%s]".formatted(path, list, amount.getKey()), amount);
      }
    }
    checkRequests(path, resources);
    boolean hasHugePages =
        resources.mapAt("limits").keys().stream().anyMatch(name -> name.startsWith("hugepages-"));
    boolean hasOthers =
        Set.of("limits", "requests").stream()
            .flatMap(list -> resources.mapAt(list).keys().stream())
            .anyMatch(Set.of("cpu", "memory")::contains);
    if (hasHugePages && !hasOthers) {
      problems.forbidden(path, "HugePages require cpu or memory");
    }
  }

  private void checkAmount(String at, Map.Entry<String, Value> amount) {
    String name = amount.getKey();
    boolean isExtended = name.contains("/");
    if (!isExtended && !OF_CONTAINERS.contains(name) && !name.startsWith("hugepages-")) {
      problems.invalid(at, Scalar.of(name), "must be a standard resource type or fully qualified");
      problems.invalid(at, Scalar.of(name), "must be a standard resource for containers");
    }
    Quantity quantity = Quantity.of(amount.getValue()).orElse(Quantity.parse("0"));
    if (quantity.value().signum() < 0) {
      problems.invalid(at, amount.getValue(), "must be greater than or equal to 0");
    }
    if (isExtended && quantity.value().stripTrailingZeros().scale() > 0) {
      problems.invalid(at, "resource.Quantity{...}", "must be an integer");
    }
  }

  private void checkRequests(String path, MapValue resources) {
    MapValue limits = resources.mapAt("limits");
    for (Map.Entry<String, Value> request :
        new TreeMap<>(resources.mapAt("requests").entries()).entrySet()) {
      String name = request.getKey();
      boolean isFixed = name.contains("/") || name.startsWith("hugepages-");
      Optional<Quantity> limit = limits.get(name).flatMap(Quantity::of);
      Quantity wanted = Quantity.of(request.getValue()).orElse(Quantity.parse("0"));
      if (limit.isEmpty()) {
        if (isFixed) {
          problems.required(path + ".limits", "Limit must be set for non overcommitable resources");
        }
      } else if (isFixed && !wanted.equals(limit.get())) {
        problems.invalid(
            path + ".requests", request.getValue(), "must be equal to %s limit".formatted(name));
      } else if (wanted.compareTo(limit.get()) > 0) {
        problems.invalid(
            path + ".requests",
            request.getValue(),
            "must be less than or equal to %s limit".formatted(name));
      }
    }
  }
}
