package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Gives load balancers and ingresses the outer address that the simulation names, if it does. */
final class ServiceController implements Controller {
  private static final String MANAGER = "cloud-controller-manager";

  private final ControlPlane plane;
  private final Supplier<Optional<String>> address;

  ServiceController(ControlPlane plane, Supplier<Optional<String>> address) {
    this.plane = plane;
    this.address = address;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return Stream.of(change.key())
        .filter(key -> key.groupKind().equals(Kinds.SERVICE) || key.kind().equals("Ingress"));
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue object = plane.store().get(key);
    if (object != null && wantsAddress(object)) {
      address.get().ifPresent(outer -> assign(key, outer));
    }
    return Optional.empty();
  }

  private static boolean wantsAddress(MapValue object) {
    boolean isOuter =
        object.textAt("kind").equals(Optional.of("Ingress"))
            || object.textAt("spec", "type").equals(Optional.of("LoadBalancer"));
    return isOuter && object.itemsAt("status", "loadBalancer", "ingress").isEmpty();
  }

  private void assign(ResourceKey key, String outer) {
    Value ingress = Value.of(List.of(Map.of("ip", outer)));
    plane
        .api()
        .updateStatus(
            key,
            MANAGER,
            object -> Fields.set(object, ingress, "status", "loadBalancer", "ingress"));
  }
}
