package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** Gives services what no other service has: addresses, and ports of nodes; the first free ones. */
final class ServiceAddresses {
  private static final String[] ADDRESS = {"spec", "clusterIP"};
  private static final String[] ADDRESSES = {"spec", "clusterIPs"};
  private static final String[] CHECK_PORT = {"spec", "healthCheckNodePort"};

  private final Release release;
  private final ObjectStore store;
  private final boolean isRehearsal;

  ServiceAddresses(Release release, ObjectStore store, boolean isRehearsal) {
    this.release = release;
    this.store = store;
    this.isRehearsal = isRehearsal;
  }

  /** A new service before it is checked: with its address in both spellings. */
  MapValue normal(MapValue service) {
    return ServiceChanges.withBothSpellings(service);
  }

  /** A changed service before it is checked. */
  MapValue kept(MapValue live, MapValue service) {
    return new ServiceChanges(release, live).kept(service);
  }

  /**
   * A service that was checked, with all that its type needs. Rehearsals gave out ports long before
   * they gave out addresses.
   */
  MapValue assign(MapValue service) {
    MapValue assigned = ServiceChanges.isOutside(service) ? service : assigned(service);
    List<Cause> causes = ServiceRules.atLast(assigned);
    if (!causes.isEmpty()) {
      throw StatusException.invalid(ApiServer.keyOf(service), causes);
    }
    return assigned;
  }

  private MapValue assigned(MapValue service) {
    Set<Long> taken = takenPorts(service);
    MapValue assigned = isRehearsal && release.isBefore(1, 23) ? service : withAddress(service);
    if (ServiceChanges.hasNodePorts(assigned)) {
      assigned = withNodePorts(assigned, taken);
    }
    if (ServiceChanges.needsCheckPort(assigned)) {
      assigned = Fields.fallback(assigned, freePort(taken), CHECK_PORT);
    }
    return assigned;
  }

  private MapValue withAddress(MapValue service) {
    String stated = service.textAt(ADDRESS).orElse("");
    Set<String> taken = new HashSet<>();
    others(service).forEach(s -> s.textAt(ADDRESS).ifPresent(taken::add));
    if (!stated.equals("None") && taken.contains(stated)) {
      throw refused(
          service,
          "spec.clusterIPs",
          GoText.texts("string", service.itemsAt(ADDRESSES)),
          "failed to allocated ip:%s with error:provided IP is already allocated"
              .formatted(stated));
    }
    long host = firstFrom(10, number -> !taken.contains(address(number)));
    MapValue assigned = Fields.fallback(service, address(host), ADDRESS);
    return withFamilies(ServiceChanges.withBothSpellings(assigned));
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

  private static MapValue withNodePorts(MapValue service, Set<Long> taken) {
    List<Value> ports = service.itemsAt("spec", "ports");
    for (int i = 0; i < ports.size(); i++) {
      Optional<Long> stated = ports.get(i).integerAt("nodePort");
      if (stated.filter(taken::contains).isPresent()) {
        throw refused(
            service,
            "spec.ports[%d].nodePort".formatted(i),
            stated.get().toString(),
            "provided port is already allocated");
      }
    }
    ports.forEach(port -> port.integerAt("nodePort").ifPresent(taken::add));
    return Fields.editItems(
        service,
        port ->
            port.integerAt("nodePort").isPresent()
                ? port
                : port.with("nodePort", Scalar.of(freePort(taken))),
        "spec",
        "ports");
  }

  private static long freePort(Set<Long> taken) {
    long free = firstFrom(30000, number -> !taken.contains(number));
    taken.add(free);
    return free;
  }

  private Set<Long> takenPorts(MapValue service) {
    Set<Long> taken = new HashSet<>();
    for (MapValue other : others(service)) {
      other
          .itemsAt("spec", "ports")
          .forEach(port -> port.integerAt("nodePort").ifPresent(taken::add));
      other.at(CHECK_PORT).flatMap(Value::asInteger).ifPresent(taken::add);
    }
    return taken;
  }

  private List<MapValue> others(MapValue service) {
    String uid = ObjectStore.uid(service);
    return store.list(Kinds.SERVICE, "").stream()
        .filter(other -> !ObjectStore.uid(other).equals(uid))
        .toList();
  }

  private static StatusException refused(
      MapValue service, String field, String shown, String detail) {
    Problems problems = new Problems();
    problems.invalid(field, shown, detail);
    return StatusException.invalid(ApiServer.keyOf(service), problems.causes());
  }

  private static String address(long number) {
    return "10.96.%d.%d".formatted(number / 256, number % 256);
  }

  private static long firstFrom(long start, LongPredicate isFree) {
    return LongStream.iterate(start, number -> number + 1).filter(isFree).findFirst().orElseThrow();
  }
}
