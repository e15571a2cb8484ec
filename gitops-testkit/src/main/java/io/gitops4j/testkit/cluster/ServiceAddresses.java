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

  /** Fields for which a service that is not seen from outside has no use. */
  private static final List<String> OF_OUTSIDE =
      List.of(
          "externalTrafficPolicy",
          "healthCheckNodePort",
          "allocateLoadBalancerNodePorts",
          "loadBalancerClass");

  private static final String[] ADDRESS = {"spec", "clusterIP"};
  private static final String[] ADDRESSES = {"spec", "clusterIPs"};

  private final Release release;
  private final ObjectStore store;

  ServiceAddresses(Release release, ObjectStore store) {
    this.release = release;
    this.store = store;
  }

  /** A new service with its addresses and ports of nodes. */
  MapValue assign(MapValue service) {
    String type = type(service);
    if (type.equals("ExternalName")) {
      return service;
    }
    MapValue assigned = service;
    if (service.textAt(ADDRESS).orElse("").isEmpty() && service.itemsAt(ADDRESSES).isEmpty()) {
      assigned = Fields.set(assigned, freeAddress(), ADDRESS);
    }
    Value address = assigned.at(ADDRESS).orElse(Scalar.of(""));
    if (service.itemsAt(ADDRESSES).isEmpty()) {
      assigned = Fields.set(assigned, ListValue.of(address), ADDRESSES);
    }
    assigned = withFamilies(assigned);
    return hasNodePorts(assigned) ? withNodePorts(assigned) : assigned;
  }

  private MapValue withFamilies(MapValue service) {
    if (release.isBefore(1, 21)) {
      return service;
    }
    MapValue filled = service;
    if (service.itemsAt("spec", "ipFamilies").isEmpty()) {
      filled = Fields.set(filled, ListValue.of(Scalar.of("IPv4")), "spec", "ipFamilies");
    }
    return Fields.fallback(filled, "SingleStack", "spec", "ipFamilyPolicy");
  }

  /** A changed service: what it has already stays, unless its new type has no use for it. */
  MapValue reassign(MapValue live, MapValue service) {
    if (type(service).equals("ExternalName")) {
      return withoutAddresses(live, service);
    }
    MapValue kept = service;
    if (!type(live).equals("ExternalName")) {
      kept = keptAddress(live, service);
    }
    if (hasNodePorts(live) && hasNodePorts(service)) {
      kept = release.isBefore(1, 21) ? kept : keptNodePorts(live, kept);
    } else if (hasNodePorts(live) && type(service).equals("ClusterIP")) {
      kept = withoutOutside(live, withoutNodePorts(live, kept));
    }
    boolean hasLostItsAddress =
        live.at(ADDRESS).isPresent() && kept.textAt(ADDRESS).orElse("").isEmpty();
    return hasLostItsAddress ? kept : assign(kept);
  }

  /** Both spellings of the address follow the one that was changed. */
  private MapValue keptAddress(MapValue live, MapValue service) {
    MapValue kept = service;
    boolean isMissing = service.textAt(ADDRESS).orElse("").isEmpty();
    if (isMissing && service.itemsAt(ADDRESSES).isEmpty() && !release.isBefore(1, 21)) {
      kept = copied(live, kept, ADDRESS);
      return copied(live, kept, ADDRESSES);
    }
    boolean hasChanged = !service.at(ADDRESS).equals(live.at(ADDRESS));
    if (hasChanged && service.at(ADDRESSES).equals(live.at(ADDRESSES))) {
      kept = Fields.remove(kept, ADDRESSES);
    }
    return hasChanged || !kept.itemsAt(ADDRESSES).isEmpty() ? kept : copied(live, kept, ADDRESSES);
  }

  private static MapValue copied(MapValue live, MapValue service, String... path) {
    return live.at(path).map(value -> Fields.set(service, value, path)).orElse(service);
  }

  private static MapValue keptNodePorts(MapValue live, MapValue service) {
    return Fields.editItems(
        service,
        port ->
            ports(live).stream()
                .filter(old -> isSamePort(old, port))
                .flatMap(old -> old.at("nodePort").stream())
                .findFirst()
                .map(number -> Fields.fallback(port, number, "nodePort"))
                .orElse(port),
        "spec",
        "ports");
  }

  private static boolean isSamePort(Value old, Value port) {
    return old.at("port").equals(port.at("port")) && old.at("protocol").equals(port.at("protocol"));
  }

  /** Ports of nodes go with the type that had them, if the writer left them as they were. */
  private static MapValue withoutNodePorts(MapValue live, MapValue service) {
    List<Value> was = ports(live).stream().flatMap(port -> port.at("nodePort").stream()).toList();
    List<Value> is = ports(service).stream().flatMap(port -> port.at("nodePort").stream()).toList();
    return was.equals(is)
        ? Fields.editItems(service, port -> port.without("nodePort"), "spec", "ports")
        : service;
  }

  private static MapValue withoutOutside(MapValue live, MapValue service) {
    MapValue kept = service;
    for (String field : OF_OUTSIDE) {
      if (live.at("spec", field).equals(service.at("spec", field))) {
        kept = Fields.remove(kept, "spec", field);
      }
    }
    return kept;
  }

  private static MapValue withoutAddresses(MapValue live, MapValue service) {
    boolean isAsBefore = live.at(ADDRESS).equals(service.at(ADDRESS));
    if (type(live).equals("ExternalName") || !isAsBefore) {
      return service;
    }
    MapValue kept = Fields.remove(Fields.remove(service, ADDRESS), ADDRESSES);
    return Fields.remove(Fields.remove(kept, "spec", "ipFamilies"), "spec", "ipFamilyPolicy");
  }

  private static String type(MapValue service) {
    return service.textAt("spec", "type").orElse("ClusterIP");
  }

  private static boolean hasNodePorts(MapValue service) {
    return type(service).equals("NodePort") || type(service).equals("LoadBalancer");
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
    store.list(SERVICE, "").forEach(s -> s.textAt(ADDRESS).ifPresent(taken::add));
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
