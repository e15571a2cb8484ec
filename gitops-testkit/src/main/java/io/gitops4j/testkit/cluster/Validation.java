package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of the API server that people run into. */
final class Validation {
  private static final Set<String> LONG_RUNNING =
      Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");
  private static final Set<String> STATEFUL_SET_MUTABLE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private final Problems problems = new Problems();
  private final GroupKind kind;
  private final MapValue object;

  private Validation(GroupKind kind, MapValue object) {
    this.kind = kind;
    this.object = object;
  }

  /** What is wrong with an object that was filled with defaults; null is before for a creation. */
  static List<Cause> of(GroupKind kind, @Nullable MapValue before, MapValue object) {
    Validation validation = new Validation(kind, object);
    if (before != null) {
      validation.checkChange(before);
    }
    validation.checkKind();
    return validation.problems.causes();
  }

  private boolean is(String group, String name) {
    return kind.group().equals(group) && kind.kind().equals(name);
  }

  private void checkKind() {
    if (kind.group().equals("apps") && LONG_RUNNING.contains(kind.kind())) {
      checkWorkload();
    } else if (is("batch", "Job")) {
      checkPodSpec("spec.template.spec", object.mapAt("spec", "template", "spec"));
      checkPolicy("OnFailure", "Never");
    } else if (is("", "Pod")) {
      checkPodSpec("spec", object.mapAt("spec"));
    } else if (is("", "Service")) {
      new ServiceRules(object, problems).check();
    } else if (is("", "PersistentVolumeClaim")) {
      checkClaim();
    }
  }

  private void checkWorkload() {
    checkSelector();
    checkPodSpec("spec.template.spec", object.mapAt("spec", "template", "spec"));
    checkPolicy("Always");
    object
        .integerAt("spec", "replicas")
        .filter(replicas -> replicas < 0)
        .ifPresent(
            replicas ->
                problems.invalid(
                    "spec.replicas", Scalar.of(replicas), "must be greater than or equal to 0"));
  }

  private void checkSelector() {
    MapValue selector = object.mapAt("spec", "selector");
    if (selector.isEmpty()) {
      if (object.at("spec", "selector").isEmpty()) {
        problems.required("spec.selector");
      } else {
        problems.invalid(
            "spec.selector",
            selector,
            "empty selector is invalid for " + kind.kind().toLowerCase(Locale.ROOT));
      }
      return;
    }
    Value labels = object.mapAt("spec", "template", "metadata", "labels");
    for (Map.Entry<String, Value> wanted : selector.mapAt("matchLabels").entries().entrySet()) {
      if (!labels.at(wanted.getKey()).equals(Optional.of(wanted.getValue()))) {
        problems.invalid(
            "spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        return;
      }
    }
  }

  private void checkPolicy(String... supported) {
    Value policy =
        object.at("spec", "template", "spec", "restartPolicy").orElse(Scalar.of("Always"));
    if (Stream.of(supported).noneMatch(name -> policy.asText().equals(Optional.of(name)))) {
      problems.unsupported(
          "spec.template.spec.restartPolicy",
          policy,
          "\"" + String.join("\", \"", supported) + "\"");
    }
  }

  private void checkPodSpec(String path, MapValue spec) {
    List<Value> containers = spec.itemsAt("containers");
    if (containers.isEmpty()) {
      problems.required(path + ".containers");
    }
    for (int i = 0; i < containers.size(); i++) {
      String container = "%s.containers[%d]".formatted(path, i);
      if (containers.get(i).textAt("name").orElse("").isEmpty()) {
        problems.required(container + ".name");
      }
      if (containers.get(i).textAt("image").orElse("").isEmpty()) {
        problems.required(container + ".image");
      }
    }
  }

  private void checkClaim() {
    if (object.itemsAt("spec", "accessModes").isEmpty()) {
      problems.required("spec.accessModes", "at least 1 access mode is required");
    }
    if (object.at("spec", "resources", "requests", "storage").isEmpty()) {
      problems.required("spec.resources[storage]");
    }
  }

  private void checkChange(MapValue before) {
    if (kind.group().equals("apps") && LONG_RUNNING.contains(kind.kind())) {
      checkImmutable(before, "spec", "selector");
    }
    if (is("batch", "Job")) {
      checkImmutable(before, "spec", "selector");
      checkImmutable(before, "spec", "template");
      checkImmutable(before, "spec", "completions");
    }
    if (is("apps", "StatefulSet")) {
      checkStatefulSetChange(before);
    }
    if (is("", "Secret")) {
      checkImmutable(before, "type");
    }
    if (is("", "Secret") || is("", "ConfigMap")) {
      checkSealed(before);
    }
    if (is("", "PersistentVolumeClaim")) {
      checkClaimChange(before);
    }
    if (is("", "Service")) {
      new ServiceRules(object, problems).checkChange(before);
    }
  }

  private void checkImmutable(MapValue before, String... path) {
    Optional<Value> now = object.at(path);
    if (!now.equals(before.at(path))) {
      problems.invalid(String.join(".", path), now.orElse(Scalar.NULL), "field is immutable");
    }
  }

  private void checkStatefulSetChange(MapValue before) {
    MapValue was = before.mapAt("spec");
    MapValue is = object.mapAt("spec");
    for (String field : STATEFUL_SET_MUTABLE) {
      was = was.without(field);
      is = is.without(field);
    }
    if (!was.equals(is)) {
      problems.forbidden(
          "spec",
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
              + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'"
              + " and 'minReadySeconds' are forbidden");
    }
  }

  private void checkSealed(MapValue before) {
    if (!before.at("immutable").equals(Optional.of(Scalar.of(true)))) {
      return;
    }
    for (String field : List.of("immutable", "data", "binaryData")) {
      if (!before.at(field).equals(object.at(field))) {
        problems.forbidden(field, "field is immutable when `immutable` is set");
      }
    }
  }

  private void checkClaimChange(MapValue before) {
    if (!frozen(before).equals(frozen(object))) {
      problems.forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and volumeAttributesClassName"
              + " for bound claims");
    }
  }

  private static MapValue frozen(MapValue claim) {
    MapValue spec = Fields.remove(claim.mapAt("spec"), "resources", "requests");
    return spec.without("volumeAttributesClassName").without("volumeName");
  }
}
