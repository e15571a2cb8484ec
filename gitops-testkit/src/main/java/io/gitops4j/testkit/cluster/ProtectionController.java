package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets storage that is being deleted go once nobody uses it. */
final class ProtectionController implements Controller {
  private static final Map<GroupKind, String> FINALIZERS =
      Map.of(
          Kinds.CLAIM,
          "kubernetes.io/pvc-protection",
          new GroupKind("", "PersistentVolume"),
          "kubernetes.io/pv-protection");

  private final ControlPlane plane;

  ProtectionController(ControlPlane plane) {
    this.plane = plane;
  }

  /** A new object of a protected kind with the finalizer that protects it. */
  static MapValue withProtection(GroupKind kind, MapValue object) {
    String finalizer = FINALIZERS.get(kind);
    List<Value> there = object.itemsAt("metadata", "finalizers");
    if (finalizer == null || there.contains(Scalar.of(finalizer))) {
      return object;
    }
    List<Value> all =
        Stream.concat(there.stream(), Stream.<Value>of(Scalar.of(finalizer))).toList();
    return Admission.withFinalizers(object, all);
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    if (FINALIZERS.containsKey(change.key().groupKind())) {
      return Stream.of(change.key());
    }
    return change.isGone() && change.key().groupKind().equals(Kinds.POD)
        ? claims(change.last()).stream()
        : Stream.empty();
  }

  private static List<ResourceKey> claims(MapValue pod) {
    String namespace = pod.textAt("metadata", "namespace").orElse("");
    return pod.itemsAt("spec", "volumes").stream()
        .flatMap(volume -> volume.textAt("persistentVolumeClaim", "claimName").stream())
        .map(name -> new ResourceKey("", "PersistentVolumeClaim", namespace, name))
        .toList();
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue object = plane.store().get(key);
    Value finalizer = Scalar.of(FINALIZERS.getOrDefault(key.groupKind(), ""));
    if (object == null || !Deletion.isTerminating(object) || isUsed(key)) {
      return Optional.empty();
    }
    if (object.itemsAt("metadata", "finalizers").contains(finalizer)) {
      plane
          .api()
          .update(
              key,
              MANAGER,
              o ->
                  Admission.withFinalizers(
                      o,
                      o.itemsAt("metadata", "finalizers").stream()
                          .filter(other -> !other.equals(finalizer))
                          .toList()));
    }
    return Optional.empty();
  }

  private boolean isUsed(ResourceKey key) {
    return key.groupKind().equals(Kinds.CLAIM)
        && plane.store().list(Kinds.POD, key.namespace()).stream()
            .filter(pod -> !Pods.hasEnded(pod))
            .anyMatch(pod -> claims(pod).contains(key));
  }
}
