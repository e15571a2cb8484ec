package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.editItems;
import static io.gitops4j.testkit.cluster.Fields.fallback;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Map;

/** What the API server fills in for volumes, claims, and limits. */
final class StorageDefaults {

  private StorageDefaults() {}

  static MapValue claim(MapValue object) {
    MapValue filled = fallback(object, "Filesystem", "spec", "volumeMode");
    return fallback(filled, "Pending", "status", "phase");
  }

  static MapValue volume(MapValue object) {
    MapValue filled = edit(object, StorageDefaults::source, "spec");
    filled = fallback(filled, "Retain", "spec", "persistentVolumeReclaimPolicy");
    filled = fallback(filled, "Filesystem", "spec", "volumeMode");
    return fallback(filled, "Pending", "status", "phase");
  }

  static MapValue storageClass(MapValue object) {
    MapValue filled = fallback(object, "Delete", "reclaimPolicy");
    return fallback(filled, "Immediate", "volumeBindingMode");
  }

  /** What is filled in for the source of a volume, in a pod or as an object. */
  static MapValue source(MapValue volume) {
    MapValue filled = edit(volume, s -> fallback(s, "", "type"), "hostPath");
    filled = edit(filled, s -> fallback(s, "default", "iscsiInterface"), "iscsi");
    filled = edit(filled, StorageDefaults::rbd, "rbd");
    filled = edit(filled, StorageDefaults::azureDisk, "azureDisk");
    return edit(
        filled,
        s -> fallback(fallback(s, "ThinProvisioned", "storageMode"), "xfs", "fsType"),
        "scaleIO");
  }

  private static MapValue rbd(MapValue source) {
    MapValue filled = fallback(source, "rbd", "pool");
    filled = fallback(filled, "admin", "user");
    return fallback(filled, "/etc/ceph/keyring", "keyring");
  }

  private static MapValue azureDisk(MapValue source) {
    MapValue filled = fallback(source, "ReadWrite", "cachingMode");
    filled = fallback(filled, "Shared", "kind");
    filled = fallback(filled, "ext4", "fsType");
    return fallback(filled, Scalar.of(false), "readOnly");
  }

  static MapValue limitRange(MapValue object) {
    return editItems(object, StorageDefaults::limit, "spec", "limits");
  }

  private static MapValue limit(MapValue limit) {
    if (limit.textAt("type").filter("Container"::equals).isEmpty()) {
      return limit;
    }
    MapValue filled = copied(limit, "max", "default");
    filled = copied(filled, "default", "defaultRequest");
    return copied(filled, "min", "defaultRequest");
  }

  private static MapValue copied(MapValue limit, String from, String to) {
    MapValue filled = limit;
    for (Map.Entry<String, Value> amount : limit.mapAt(from).entries().entrySet()) {
      filled = fallback(filled, amount.getValue(), to, amount.getKey());
    }
    return filled;
  }
}
