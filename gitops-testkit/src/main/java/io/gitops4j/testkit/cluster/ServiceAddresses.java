package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** Gives services their addresses: the first that no other service has. */
final class ServiceAddresses {
  private static final GroupKind SERVICE = new GroupKind("", "Service");

  private final ObjectStore store;

  ServiceAddresses(ObjectStore store) {
    this.store = store;
  }

  MapValue assign(MapValue service) {
    String type = service.textAt("spec", "type").orElse("ClusterIP");
    if (type.equals("ExternalName")) {
      return service;
    }
    MapValue assigned = Fields.fallback(service, freeAddress(), "spec", "clusterIP");
    Value address = assigned.at("spec", "clusterIP").orElseThrow();
    assigned = Fields.fallback(assigned, ListValue.of(address), "spec", "clusterIPs");
    return type.equals("ClusterIP") ? assigned : withNodePorts(assigned);
  }

  private MapValue withNodePorts(MapValue service) {
    Set<Long> taken = new HashSet<>();
    for (MapValue other : store.list(SERVICE, "")) {
      ports(other).forEach(port -> port.integerAt("nodePort").ifPresent(taken::add));
    }
    return Fields.editItems(
        service,
        port -> {
          long free = firstFrom(30000, number -> !taken.contains(number));
          MapValue assigned = Fields.fallback(port, free, "nodePort");
          taken.add(assigned.integerAt("nodePort").orElse(free));
          return assigned;
        },
        "spec",
        "ports");
  }

  private static List<Value> ports(MapValue service) {
    return service.itemsAt("spec", "ports");
  }

  private Value freeAddress() {
    Set<String> taken = new HashSet<>();
    store.list(SERVICE, "").forEach(s -> s.textAt("spec", "clusterIP").ifPresent(taken::add));
    long host = firstFrom(10, number -> !taken.contains(address(number)));
    return Scalar.of(address(host));
  }

  private static String address(long number) {
    return "10.96.%d.%d".formatted(number / 256, number % 256);
  }

  private static long firstFrom(long start, LongPredicate isFree) {
    return LongStream.iterate(start, number -> number + 1).filter(isFree).findFirst().orElseThrow();
  }
}
