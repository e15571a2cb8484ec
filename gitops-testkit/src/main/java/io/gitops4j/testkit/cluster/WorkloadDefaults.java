package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.Fields.edit;
import static io.gitops4j.testkit.cluster.Fields.editItems;
import static io.gitops4j.testkit.cluster.Fields.fallback;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;

/** What the API server fills in for the owners of pods. */
final class WorkloadDefaults {
  private final Release release;

  WorkloadDefaults(Release release) {
    this.release = release;
  }

  private boolean has(int minor) {
    return !release.isBefore(1, minor);
  }

  private static MapValue template(MapValue workload, String... path) {
    return edit(workload, template -> Fields.set(template, podSpec(template), "spec"), path);
  }

  private static MapValue podSpec(MapValue template) {
    return PodDefaults.ofSpec(template.mapAt("spec"));
  }

  MapValue podTemplate(MapValue object) {
    return template(object, "template");
  }

  MapValue deployment(MapValue object) {
    MapValue filled = template(object, "spec", "template");
    filled = fallback(filled, 1, "spec", "replicas");
    filled = fallback(filled, 10, "spec", "revisionHistoryLimit");
    filled = fallback(filled, 600, "spec", "progressDeadlineSeconds");
    filled = fallback(filled, "RollingUpdate", "spec", "strategy", "type");
    if (filled.textAt("spec", "strategy", "type").filter("RollingUpdate"::equals).isPresent()) {
      filled = fallback(filled, "25%", "spec", "strategy", "rollingUpdate", "maxUnavailable");
      filled = fallback(filled, "25%", "spec", "strategy", "rollingUpdate", "maxSurge");
    }
    return filled;
  }

  MapValue replicaSet(MapValue object) {
    return fallback(template(object, "spec", "template"), 1, "spec", "replicas");
  }

  MapValue controller(MapValue object) {
    MapValue filled = replicaSet(object);
    MapValue labels = object.mapAt("spec", "template", "metadata", "labels");
    if (labels.isEmpty()) {
      return filled;
    }
    filled = fallback(filled, labels, "spec", "selector");
    return fallback(filled, labels, "metadata", "labels");
  }

  MapValue statefulSet(MapValue object) {
    MapValue filled = template(object, "spec", "template");
    filled = fallback(filled, 1, "spec", "replicas");
    filled = fallback(filled, 10, "spec", "revisionHistoryLimit");
    filled = fallback(filled, "OrderedReady", "spec", "podManagementPolicy");
    filled = rolling(filled);
    if (has(27)) {
      String[] retention = {"spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"};
      filled = fallback(filled, "Retain", retention);
      retention[2] = "whenScaled";
      filled = fallback(filled, "Retain", retention);
    }
    return editItems(filled, WorkloadDefaults::claimTemplate, "spec", "volumeClaimTemplates");
  }

  /** A stated strategy gets no details, but those that it has are made complete. */
  private static MapValue rolling(MapValue set) {
    boolean isStated = set.at("spec", "updateStrategy", "type").isPresent();
    boolean hasDetails = set.at("spec", "updateStrategy", "rollingUpdate").isPresent();
    MapValue filled = fallback(set, "RollingUpdate", "spec", "updateStrategy", "type");
    return isRolling(filled) && (hasDetails || !isStated)
        ? fallback(filled, 0, "spec", "updateStrategy", "rollingUpdate", "partition")
        : filled;
  }

  private static boolean isRolling(MapValue object) {
    return object
        .textAt("spec", "updateStrategy", "type")
        .filter("RollingUpdate"::equals)
        .isPresent();
  }

  private static MapValue claimTemplate(MapValue template) {
    MapValue filled = Fields.set(template, "v1", "apiVersion");
    return StorageDefaults.claim(Fields.set(filled, "PersistentVolumeClaim", "kind"));
  }

  MapValue daemonSet(MapValue object) {
    MapValue filled = template(object, "spec", "template");
    filled = fallback(filled, 10, "spec", "revisionHistoryLimit");
    filled = fallback(filled, "RollingUpdate", "spec", "updateStrategy", "type");
    if (isRolling(filled)) {
      filled = fallback(filled, 1, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
      if (has(22)) {
        filled = fallback(filled, 0, "spec", "updateStrategy", "rollingUpdate", "maxSurge");
      }
    }
    return filled;
  }

  MapValue job(MapValue object) {
    MapValue filled = template(object, "spec", "template");
    boolean isOne =
        filled.at("spec", "completions").isEmpty() && filled.at("spec", "parallelism").isEmpty();
    filled = isOne ? fallback(filled, 1, "spec", "completions") : filled;
    filled = fallback(filled, 1, "spec", "parallelism");
    filled = fallback(filled, backoffLimit(filled), "spec", "backoffLimit");
    if (has(22)) {
      filled = fallback(filled, "NonIndexed", "spec", "completionMode");
      filled = fallback(filled, Scalar.of(false), "spec", "suspend");
    }
    if (has(29)) {
      boolean hasPolicy = filled.at("spec", "podFailurePolicy").isPresent();
      String when = hasPolicy ? "Failed" : "TerminatingOrFailed";
      filled = fallback(filled, when, "spec", "podReplacementPolicy");
    }
    MapValue labels = filled.mapAt("spec", "template", "metadata", "labels");
    return labels.isEmpty() ? filled : fallback(filled, labels, "metadata", "labels");
  }

  private static long backoffLimit(MapValue job) {
    return job.at("spec", "backoffLimitPerIndex").isPresent() ? Integer.MAX_VALUE : 6;
  }

  /** The server fills in the pods of a cron job, but not what its jobs get once they are made. */
  MapValue cronJob(MapValue object) {
    MapValue filled = template(object, "spec", "jobTemplate", "spec", "template");
    filled = fallback(filled, "Allow", "spec", "concurrencyPolicy");
    filled = fallback(filled, Scalar.of(false), "spec", "suspend");
    filled = fallback(filled, 3, "spec", "successfulJobsHistoryLimit");
    return fallback(filled, 1, "spec", "failedJobsHistoryLimit");
  }
}
