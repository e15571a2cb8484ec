package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ReplicaSets of a Deployment.
 *
 * @param current of the Deployment's template, null if there is none yet
 * @param old of earlier templates, oldest revision first
 */
record ReplicaSets(@Nullable MapValue current, List<MapValue> old) {
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
  static final String HASH = "pod-template-hash";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final Set<String> NOT_COPIED = Set.of(REVISION, REVISION_HISTORY, LAST_APPLIED);

  static ReplicaSets of(ObjectStore store, MapValue deployment) {
    MapValue template = deployment.mapAt("spec", "template");
    MapValue current = null;
    List<MapValue> old = new ArrayList<>();
    for (MapValue set : Owned.by(store, deployment, Kinds.REPLICA_SET)) {
      if (current == null && templateOf(set).equals(template)) {
        current = set;
      } else {
        old.add(set);
      }
    }
    old.sort(Comparator.comparingLong(ReplicaSets::revision));
    return new ReplicaSets(current, old);
  }

  /** All of them, the current one last. */
  List<MapValue> all() {
    List<MapValue> all = new ArrayList<>(old);
    if (current != null) {
      all.add(current);
    }
    return all;
  }

  private static MapValue templateOf(MapValue set) {
    return Fields.remove(set.mapAt("spec", "template"), "metadata", "labels", HASH);
  }

  static long revision(MapValue object) {
    String text = object.textAt("metadata", "annotations", REVISION).orElse("0");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  static long size(MapValue set) {
    return Owned.number(set, "spec", "replicas");
  }

  static long available(MapValue set) {
    return Owned.number(set, "status", "availableReplicas");
  }

  static long sum(List<MapValue> sets, String... path) {
    return sets.stream().mapToLong(set -> Owned.number(set, path)).sum();
  }

  /** One more than any earlier template has: also a template that comes back gets a new number. */
  long nextRevision() {
    return old.stream().mapToLong(ReplicaSets::revision).max().orElse(0) + 1;
  }

  /** The ReplicaSet of a template that is new. */
  static MapValue create(MapValue deployment, long revision) {
    String name = deployment.textAt("metadata", "name").orElse("");
    MapValue template = deployment.mapAt("spec", "template");
    String hash = Identifiers.hash(CanonicalJson.write(template));
    MapValue labelled = Fields.set(template, hash, "metadata", "labels", HASH);
    MapValue selector = Fields.set(deployment.mapAt("spec", "selector"), hash, "matchLabels", HASH);
    MapValue set =
        Value.of(Map.<String, Object>of("apiVersion", "apps/v1", "kind", "ReplicaSet")).mapAt();
    set = Fields.set(set, name + "-" + hash, "metadata", "name");
    set =
        Fields.set(
            set, deployment.textAt("metadata", "namespace").orElse(""), "metadata", "namespace");
    set = Fields.set(set, labelled.mapAt("metadata", "labels"), "metadata", "labels");
    set = Fields.set(set, 0, "spec", "replicas");
    set = Fields.set(set, selector, "spec", "selector");
    set = Fields.set(set, labelled, "spec", "template");
    long minReady = Owned.number(deployment, "spec", "minReadySeconds");
    set = minReady == 0 ? set : Fields.set(set, minReady, "spec", "minReadySeconds");
    return annotated(Owned.withController(set, deployment), deployment, revision);
  }

  /**
   * With the annotations of its Deployment, tracking ones too, and with its revision; a former
   * revision goes to the history.
   */
  static MapValue annotated(MapValue set, MapValue deployment, long revision) {
    MapValue annotations = set.mapAt("metadata", "annotations");
    for (Map.Entry<String, Value> entry :
        deployment.mapAt("metadata", "annotations").entries().entrySet()) {
      if (!NOT_COPIED.contains(entry.getKey())) {
        annotations = annotations.with(entry.getKey(), entry.getValue());
      }
    }
    long was = revision(set);
    if (was != 0 && was < revision) {
      String earlier =
          annotations.textAt(REVISION_HISTORY).map(history -> history + ",").orElse("");
      annotations = annotations.with(REVISION_HISTORY, Scalar.of(earlier + was));
    }
    if (was < revision) {
      annotations = annotations.with(REVISION, Scalar.of(String.valueOf(revision)));
    }
    return Fields.set(set, annotations, "metadata", "annotations");
  }

  static ResourceKey key(MapValue set) {
    return ApiServer.keyOf(set);
  }

  Optional<MapValue> currentSet() {
    return Optional.ofNullable(current);
  }
}
