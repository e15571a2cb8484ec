package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The API server's checks of claims, volumes and their classes. */
final class StorageRules {
  private static final Set<String> NO_SOURCES =
      Set.of(
          "accessModes",
          "capacity",
          "claimRef",
          "mountOptions",
          "nodeAffinity",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "volumeMode",
          "volumeAttributesClassName");

  private StorageRules() {}

  static boolean isNoSource(String field) {
    return NO_SOURCES.contains(field);
  }

  static void checkClaim(Release release, Problems problems, MapValue claim) {
    MapValue spec = claim.mapAt("spec");
    if (spec.itemsAt("accessModes").isEmpty()) {
      problems.required("spec.accessModes", "at least 1 access mode is required");
    }
    if (spec.get("selector").isPresent()) {
      new SelectorRules(problems).check("spec.selector", spec.mapAt("selector"));
    }
    checkModes(release, problems, spec);
    if (spec.at("resources", "requests", "storage").isEmpty()) {
      problems.required("spec.resources[storage]");
    } else {
      checkSize(
          "spec.resources[storage]", spec.at("resources", "requests", "storage").get(), problems);
    }
    spec.textAt("storageClassName")
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> new FieldNames(problems).subdomain("spec.storageClassName", name));
    checkVolumeMode(problems, spec);
  }

  private static void checkVolumeMode(Problems problems, MapValue spec) {
    problems.oneOf(
        "spec.volumeMode",
        spec.get("volumeMode").orElse(Scalar.of("Filesystem")),
        "Block",
        "Filesystem");
  }

  private static void checkModes(Release release, Problems problems, MapValue spec) {
    List<String> modes = new ArrayList<>(List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce"));
    if (!release.isBefore(1, 27)) {
      modes.add("ReadWriteOncePod");
    }
    for (Value mode : spec.itemsAt("accessModes")) {
      problems.oneOf("spec.accessModes", mode, modes.toArray(String[]::new));
    }
  }

  private static void checkSize(String at, Value size, Problems problems) {
    if (Quantity.of(size).filter(quantity -> quantity.value().signum() > 0).isEmpty()) {
      problems.invalid(at, size, "must be greater than zero");
    }
  }

  static void checkVolume(Release release, Problems problems, MapValue volume) {
    MapValue spec = volume.mapAt("spec");
    if (spec.itemsAt("accessModes").isEmpty()) {
      problems.required("spec.accessModes");
    }
    checkModes(release, problems, spec);
    MapValue capacity = spec.mapAt("capacity");
    if (capacity.isEmpty()) {
      problems.required("spec.capacity");
      boolean isNil = volume.get("spec").isEmpty() || spec.get("capacity").isEmpty();
      problems.unsupported(
          "spec.capacity", isNil ? "core.ResourceList(nil)" : "core.ResourceList{}", "\"storage\"");
    }
    capacity.get("storage").ifPresent(s -> checkSize("spec.capacity[storage]", s, problems));
    if (capacity.keys().size() > 1) {
      problems.unsupported("spec.capacity", GoText.struct("resourceList"), "\"storage\"");
    }
    problems.oneOf(
        "spec.persistentVolumeReclaimPolicy",
        spec.get("persistentVolumeReclaimPolicy").orElse(Scalar.of("")),
        "Delete",
        "Recycle",
        "Retain");
    checkSources(problems, spec);
    checkVolumeMode(problems, spec);
  }

  private static void checkSources(Problems problems, MapValue spec) {
    List<String> sources = spec.keys().stream().filter(key -> !NO_SOURCES.contains(key)).toList();
    if (sources.isEmpty()) {
      problems.required("spec", "must specify a volume type");
    }
    sources.stream()
        .skip(1)
        .forEach(
            source ->
                problems.forbidden("spec." + source, "may not specify more than 1 volume type"));
  }

  static void checkClass(Problems problems, MapValue it) {
    if (it.textAt("provisioner").orElse("").isEmpty()) {
      problems.required("provisioner");
    }
    problems.oneOf(
        "reclaimPolicy", it.get("reclaimPolicy").orElse(Scalar.of("")), "Delete", "Retain");
    problems.oneOf(
        "volumeBindingMode",
        it.get("volumeBindingMode").orElse(Scalar.of("")),
        "Immediate",
        "WaitForFirstConsumer");
  }

  /** The size that a claim asks for. */
  static BigDecimal requested(MapValue claim) {
    return claim
        .at("spec", "resources", "requests", "storage")
        .flatMap(Quantity::of)
        .map(Quantity::value)
        .orElse(BigDecimal.ZERO);
  }
}
