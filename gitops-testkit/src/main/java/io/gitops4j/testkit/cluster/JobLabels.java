package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labels by which a new job finds its pods, unless its writer selects them. */
final class JobLabels {
  private static final String[] OF_TEMPLATE = {"spec", "template", "metadata", "labels"};

  private static final String UID = "controller-uid";

  private JobLabels() {}

  /**
   * A new job with its labels and selector. What its writer says of them stays, to be refused if it
   * is not the same.
   *
   * @param stated what the writer says: a job without labels has those of its template
   */
  static MapValue generated(Release release, MapValue stated, MapValue job) {
    if (Defaults.isTrue(job, "spec", "manualSelector")) {
      return job;
    }
    MapValue filled = job;
    for (Map.Entry<String, Value> label : expected(release, job).entrySet()) {
      filled =
          Fields.fallback(
              filled, label.getValue(), "spec", "template", "metadata", "labels", label.getKey());
    }
    String uid = prefixes(release).get(0) + UID;
    filled = Fields.fallback(filled, ObjectStore.uid(job), "spec", "selector", "matchLabels", uid);
    Optional<Value> labels = filled.at(OF_TEMPLATE);
    return areShared(stated) && labels.isPresent()
        ? Fields.set(filled, labels.get(), "metadata", "labels")
        : filled;
  }

  /** Whether a job has the very labels of its template, though these may still be none. */
  static boolean areShared(MapValue stated) {
    return stated.mapAt("metadata", "labels").isEmpty()
        && stated.at(OF_TEMPLATE).flatMap(Value::asMap).isPresent();
  }

  /** What the pods of a job are labelled with. */
  static Map<String, Value> expected(Release release, MapValue job) {
    Map<String, Value> labels = new LinkedHashMap<>();
    for (String prefix : prefixes(release)) {
      labels.put(prefix + UID, Scalar.of(ObjectStore.uid(job)));
      labels.put(prefix + "job-name", job.at("metadata", "name").orElse(Scalar.of("")));
    }
    return labels;
  }

  private static List<String> prefixes(Release release) {
    return release.isBefore(1, 27) ? List.of("") : List.of("batch.kubernetes.io/", "");
  }
}
