package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** What of a service stays with it when it changes, and what goes with the type that had it. */
final class ServiceChanges {
  /** Fields for which a service that is not seen from outside has no use. */
  private static final List<String> OF_OUTSIDE =
      List.of("externalTrafficPolicy", "allocateLoadBalancerNodePorts", "loadBalancerClass");

  private static final String[] ADDRESS = {"spec", "clusterIP"};
  private static final String[] ADDRESSES = {"spec", "clusterIPs"};
  private static final String[] CHECK_PORT = {"spec", "healthCheckNodePort"};

  private final Release release;
  private final MapValue live;

  ServiceChanges(Release release, MapValue live) {
    this.release = release;
    this.live = live;
  }

  MapValue kept(MapValue service) {
    MapValue kept = isOutside(live) ? withBothSpellings(service) : keptAddress(service);
    if (isOutside(service)) {
      kept = withoutAddresses(service);
    }
    if (hasNodePorts(live) && hasNodePorts(service)) {
      kept = release.isBefore(1, 21) ? kept : keptNodePorts(kept);
    } else if (hasNodePorts(live)) {
      kept = withoutOutside(withoutNodePorts(kept));
    }
    boolean isCheckPortOver =
        needsCheckPort(live)
            && !needsCheckPort(service)
            && live.at(CHECK_PORT).equals(service.at(CHECK_PORT));
    return isCheckPortOver ? Fields.remove(kept, CHECK_PORT) : kept;
  }

  /** An address that is stated once is meant in both spellings. */
  static MapValue withBothSpellings(MapValue service) {
    boolean isOnce =
        !service.textAt(ADDRESS).orElse("").isEmpty() && service.itemsAt(ADDRESSES).isEmpty();
    return isOnce
        ? Fields.set(service, ListValue.of(service.at(ADDRESS).get()), ADDRESSES)
        : service;
  }

  /** Both spellings of the address follow the one that was changed. */
  private MapValue keptAddress(MapValue service) {
    MapValue kept = service;
    boolean isMissing = service.textAt(ADDRESS).orElse("").isEmpty();
    if (isMissing && service.itemsAt(ADDRESSES).isEmpty() && !release.isBefore(1, 21)) {
      return copied(copied(kept, ADDRESS), ADDRESSES);
    }
    boolean hasChanged = !service.at(ADDRESS).equals(live.at(ADDRESS));
    if (hasChanged && service.at(ADDRESSES).equals(live.at(ADDRESSES))) {
      kept = withBothSpellings(Fields.remove(kept, ADDRESSES));
    }
    return hasChanged || !kept.itemsAt(ADDRESSES).isEmpty() ? kept : copied(kept, ADDRESSES);
  }

  private MapValue copied(MapValue service, String... path) {
    return live.at(path).map(value -> Fields.set(service, value, path)).orElse(service);
  }

  private MapValue keptNodePorts(MapValue service) {
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
  private MapValue withoutNodePorts(MapValue service) {
    List<Value> was = ports(live).stream().flatMap(port -> port.at("nodePort").stream()).toList();
    List<Value> is = ports(service).stream().flatMap(port -> port.at("nodePort").stream()).toList();
    return was.equals(is)
        ? Fields.editItems(service, port -> port.without("nodePort"), "spec", "ports")
        : service;
  }

  private MapValue withoutOutside(MapValue service) {
    MapValue kept = service;
    for (String field : OF_OUTSIDE) {
      if (live.at("spec", field).equals(service.at("spec", field))) {
        kept = Fields.remove(kept, "spec", field);
      }
    }
    return kept;
  }

  private MapValue withoutAddresses(MapValue service) {
    boolean isAsBefore = live.at(ADDRESS).equals(service.at(ADDRESS));
    if (isOutside(live) || !isAsBefore) {
      return service;
    }
    MapValue kept = Fields.remove(Fields.remove(service, ADDRESS), ADDRESSES);
    return Fields.remove(Fields.remove(kept, "spec", "ipFamilies"), "spec", "ipFamilyPolicy");
  }

  /** Whether it is but a name for something outside of the cluster. */
  static boolean isOutside(MapValue service) {
    return type(service).equals("ExternalName");
  }

  static boolean hasNodePorts(MapValue service) {
    return type(service).equals("NodePort") || type(service).equals("LoadBalancer");
  }

  /** Whether its balancer must be told which nodes have an endpoint. */
  static boolean needsCheckPort(MapValue service) {
    return type(service).equals("LoadBalancer")
        && service.textAt("spec", "externalTrafficPolicy").filter("Local"::equals).isPresent();
  }

  private static String type(MapValue service) {
    return service.textAt("spec", "type").orElse("ClusterIP");
  }

  private static List<Value> ports(MapValue service) {
    return service.itemsAt("spec", "ports");
  }
}
