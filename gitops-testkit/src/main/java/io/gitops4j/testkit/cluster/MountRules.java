package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The API server's checks of where a container has its volumes. */
final class MountRules {
  private final Problems problems;
  private final String path;
  private final Set<String> volumes;

  MountRules(Problems problems, String path, Set<String> volumes) {
    this.problems = problems;
    this.path = path;
    this.volumes = volumes;
  }

  void check(MapValue container) {
    List<Value> mounts = container.itemsAt("volumeMounts");
    Set<String> places = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      String at = "%s.volumeMounts[%d]".formatted(path, i);
      checkPlace(at, mounts.get(i).mapAt(), places);
      checkOverlap(at, mounts.get(i), container);
      checkPart(at, mounts.get(i).mapAt(), container);
    }
    checkDevices(container);
  }

  private void checkPlace(String at, MapValue mount, Set<String> places) {
    String name = mount.textAt("name").orElse("");
    if (name.isEmpty()) {
      problems.required(at + ".name");
    }
    if (!volumes.contains(name)) {
      problems.notFound(at + ".name", Scalar.of(name));
    }
    String place = mount.textAt("mountPath").orElse("");
    if (place.isEmpty()) {
      problems.required(at + ".mountPath");
    }
    if (!places.add(place)) {
      problems.invalid(at + ".mountPath", Scalar.of(place), "must be unique");
    }
  }

  private void checkOverlap(String at, Value mount, MapValue container) {
    String name = mount.textAt("name").orElse("");
    String place = mount.textAt("mountPath").orElse("");
    if (has(container.itemsAt("volumeDevices"), "name", name)) {
      problems.invalid(at + ".name", Scalar.of(name), "must not already exist in volumeDevices");
    }
    if (has(container.itemsAt("volumeDevices"), "devicePath", place)) {
      problems.invalid(
          at + ".mountPath", Scalar.of(place), "must not already exist as a path in volumeDevices");
    }
  }

  private static boolean has(List<Value> items, String field, String text) {
    return items.stream().anyMatch(item -> item.textAt(field).orElse("").equals(text));
  }

  /** What is wrong with these the server says of the list. */
  private void checkPart(String at, MapValue mount, MapValue container) {
    String list = path + ".volumeMounts";
    VolumeRules paths = new VolumeRules(problems, list);
    mount.textAt("subPath").ifPresent(sub -> paths.checkRelative(list + ".subPath", sub));
    String expression = mount.textAt("subPathExpr").orElse("");
    if (!expression.isEmpty()) {
      if (mount.textAt("subPath").isPresent()) {
        problems.invalid(
            at + ".subPathExpr",
            Scalar.of(expression),
            "subPathExpr and subPath are mutually exclusive");
      }
      paths.checkRelative(list + ".subPathExpr", expression);
    }
    mount
        .get("mountPropagation")
        .ifPresent(value -> checkPropagation(list + ".mountPropagation", value, container));
  }

  private void checkPropagation(String at, Value propagation, MapValue container) {
    problems.oneOf(at, propagation, "Bidirectional", "HostToContainer", "None");
    if (propagation.equals(Scalar.of("Bidirectional"))
        && !Defaults.isTrue(container, "securityContext", "privileged")) {
      problems.forbidden(
          at, "Bidirectional mount propagation is available only to privileged containers");
    }
  }

  private void checkDevices(MapValue container) {
    List<Value> devices = container.itemsAt("volumeDevices");
    List<Value> mounts = container.itemsAt("volumeMounts");
    Set<String> names = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (int i = 0; i < devices.size(); i++) {
      String at = "%s.volumeDevices[%d]".formatted(path, i);
      String name = devices.get(i).textAt("name").orElse("");
      String place = devices.get(i).textAt("devicePath").orElse("");
      checkDevice(at + ".name", name, names);
      checkDevicePath(at + ".devicePath", place, places);
      if (has(mounts, "name", name)) {
        problems.invalid(at + ".name", Scalar.of(name), "must not already exist in volumeMounts");
      }
      if (has(mounts, "mountPath", place)) {
        problems.invalid(
            at + ".devicePath",
            Scalar.of(place),
            "must not already exist as a path in volumeMounts");
      }
    }
  }

  private void checkDevice(String at, String name, Set<String> known) {
    if (name.isEmpty()) {
      problems.required(at);
    } else if (!known.add(name)) {
      problems.invalid(at, Scalar.of(name), "must be unique");
    }
    if (!volumes.contains(name)) {
      problems.notFound(at, Scalar.of(name));
    }
  }

  private void checkDevicePath(String at, String place, Set<String> known) {
    if (place.isEmpty()) {
      problems.required(at);
    }
    if (known.contains(place)) {
      problems.invalid(at, Scalar.of(place), "must be unique");
    }
    if (List.of(place.split("/", -1)).contains("..")) {
      problems.invalid(at, Scalar.of(place), "can not contain backsteps ('..')");
    } else {
      known.add(place);
    }
  }
}
