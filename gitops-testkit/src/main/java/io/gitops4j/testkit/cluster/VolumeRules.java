package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The API server's checks of volumes in pods. */
final class VolumeRules {
  /** In the order in which the server looks at them. */
  private static final List<String> SOURCES =
      List.of(
          "emptyDir",
          "hostPath",
          "gitRepo",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "secret",
          "nfs",
          "iscsi",
          "glusterfs",
          "flocker",
          "persistentVolumeClaim",
          "rbd",
          "cinder",
          "cephfs",
          "quobyte",
          "downwardAPI",
          "fc",
          "flexVolume",
          "configMap",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "storageos",
          "projected",
          "scaleIO",
          "csi",
          "ephemeral");

  private static final List<String> FIELDS =
      List.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid");

  private final Problems problems;
  private final FieldNames names;
  private final String path;

  VolumeRules(Problems problems, String path) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.path = path;
  }

  /** Checks the volumes, and tells their names. */
  Set<String> check(MapValue spec) {
    Set<String> known = new LinkedHashSet<>();
    List<Value> volumes = spec.itemsAt("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      MapValue volume = volumes.get(i).mapAt();
      String at = "%s.volumes[%d]".formatted(path, i);
      int found = problems.causes().size();
      checkSources(at, volume);
      String name = volume.textAt("name").orElse("");
      if (name.isEmpty()) {
        problems.required(at + ".name");
      } else if (known.contains(name)) {
        problems.duplicate(at + ".name", Scalar.of(name));
      } else {
        names.label(at + ".name", name);
      }
      if (problems.causes().size() == found) {
        // What is wrong is not there for those who mount it.
        known.add(name);
      }
    }
    return known;
  }

  private void checkSources(String at, MapValue volume) {
    List<String> sources = new ArrayList<>(SOURCES);
    sources.retainAll(volume.keys());
    for (int i = 0; i < sources.size(); i++) {
      String source = sources.get(i);
      if (i == 0) {
        checkSource(at + "." + source, source, volume.mapAt(source));
      } else {
        problems.forbidden(at + "." + source, "may not specify more than 1 volume type");
      }
    }
  }

  private void checkSource(String at, String source, MapValue it) {
    switch (source) {
      case "emptyDir" -> checkSize(at, it);
      case "hostPath" -> checkHostPath(at, it);
      case "secret" -> {
        require(at, it, "secretName");
        checkFiles(at, it);
      }
      case "configMap" -> {
        require(at, it, "name");
        checkFiles(at, it);
      }
      case "persistentVolumeClaim" -> require(at, it, "claimName");
      case "nfs" -> checkNfs(at, it);
      case "downwardAPI" -> checkDownward(at, it);
      case "projected" -> {
        checkMode(at + ".defaultMode", it, "defaultMode");
        new ProjectionRules(problems, this, at).check(it.itemsAt("sources"));
      }
      case "csi" -> {
        require(at, it, "driver");
        names.subdomain(at + ".driver", it.textAt("driver").orElse("").toLowerCase(Locale.ROOT));
      }
      default -> {}
    }
  }

  private void checkSize(String at, MapValue it) {
    if (it.get("sizeLimit").flatMap(Quantity::of).filter(q -> q.value().signum() < 0).isPresent()) {
      problems.forbidden(at + ".sizeLimit", "SizeLimit field must be a valid resource quantity");
    }
  }

  private void checkHostPath(String at, MapValue it) {
    if (it.textAt("path").orElse("").isEmpty()) {
      problems.required(at + ".path");
      return;
    }
    checkNoBackstep(at + ".path", it.textAt("path").get());
    problems.oneOf(
        at + ".type",
        it.get("type").orElse(Scalar.of("")),
        "",
        "BlockDevice",
        "CharDevice",
        "Directory",
        "DirectoryOrCreate",
        "File",
        "FileOrCreate",
        "Socket");
  }

  private void checkNfs(String at, MapValue it) {
    require(at, it, "server");
    require(at, it, "path");
    String place = it.textAt("path").orElse("");
    if (!place.startsWith("/")) {
      problems.invalid(at + ".path", Scalar.of(place), "must be an absolute path");
    }
  }

  private void require(String at, MapValue it, String field) {
    if (it.textAt(field).orElse("").isEmpty()) {
      problems.required(at + "." + field);
    }
  }

  private void checkFiles(String at, MapValue it) {
    checkMode(at + ".defaultMode", it, "defaultMode");
    List<Value> items = it.itemsAt("items");
    for (int i = 0; i < items.size(); i++) {
      checkFile("%s.items[%d]".formatted(at, i), items.get(i).mapAt());
    }
  }

  /** A key that becomes a file. */
  void checkFile(String at, MapValue file) {
    require(at, file, "key");
    String place = file.textAt("path").orElse("");
    if (place.isEmpty()) {
      problems.required(at + ".path");
    } else {
      checkOwn(at + ".path", place);
    }
    checkMode(at + ".mode", file, "mode");
  }

  private void checkMode(String at, MapValue it, String field) {
    long mode = it.integerAt(field).orElse(0L);
    if (mode < 0 || mode > 0777) {
      problems.invalid(
          at, Scalar.of(mode), "must be a number between 0 and 0777 (octal), both inclusive");
    }
  }

  private void checkDownward(String at, MapValue it) {
    checkMode(at + ".defaultMode", it, "defaultMode");
    it.itemsAt("items").forEach(item -> checkDownwardFile(at, item.mapAt()));
  }

  /** A file that tells of the pod. */
  void checkDownwardFile(String at, MapValue file) {
    String place = file.textAt("path").orElse("");
    if (place.isEmpty()) {
      problems.required(at + ".path");
    } else {
      checkOwn(at + ".path", place);
    }
    ReferenceRules references = new ReferenceRules(problems);
    if (file.get("fieldRef").isPresent()) {
      references.checkField(at + ".fieldRef", file.mapAt("fieldRef"), FIELDS);
      if (file.get("resourceFieldRef").isPresent()) {
        problems.invalid(
            at,
            Scalar.of("resource"),
            "fieldRef and resourceFieldRef can not be specified simultaneously");
      }
    } else if (file.get("resourceFieldRef").isPresent()) {
      references.checkResource(at + ".resourceFieldRef", file.mapAt("resourceFieldRef"), true);
    } else {
      problems.required(at, "one of fieldRef and resourceFieldRef is required");
    }
    checkMode(at + ".mode", file, "mode");
  }

  /** A path for a file of the kubelet, which has names of its own. */
  private void checkOwn(String at, String place) {
    checkRelative(at, place);
    if (place.startsWith("..") && !place.startsWith("../") && !place.equals("..")) {
      problems.invalid(at, Scalar.of(place), "must not start with '..'");
    }
  }

  void checkRelative(String at, String place) {
    if (place.startsWith("/")) {
      problems.invalid(at, Scalar.of(place), "must be a relative path");
    }
    checkNoBackstep(at, place);
  }

  private void checkNoBackstep(String at, String place) {
    if (List.of(place.split("/", -1)).contains("..")) {
      problems.invalid(at, Scalar.of(place), "must not contain '..'");
    }
  }
}
