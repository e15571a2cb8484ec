package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of an object may change, once it is there. */
final class ChangeRules {
  private static final String IMMUTABLE = "field is immutable";

  private final Release release;
  private final Problems problems;
  private final MapValue before;
  private final MapValue object;

  ChangeRules(Release release, Problems problems, MapValue before, MapValue object) {
    this.release = release;
    this.problems = problems;
    this.before = before;
    this.object = object;
  }

  private boolean has(int minor) {
    return !release.isBefore(1, minor);
  }

  void check(GroupKind kind) {
    switch (kind.toString()) {
      case "apps/Deployment", "apps/ReplicaSet", "apps/DaemonSet" -> checkSelector();
      case "apps/StatefulSet" -> checkStatefulSet();
      case "apps/ControllerRevision" -> checkImmutable("data");
      case "batch/Job" -> checkJob();
      case "Service" -> checkService();
      case "Secret" -> {
        checkImmutable("type");
        checkSealed();
      }
      case "ConfigMap" -> checkSealed();
      case "PersistentVolumeClaim" -> checkClaim();
      case "PersistentVolume" -> checkVolume();
      case "Pod" -> new PodChangeRules(problems, before, object).check();
      case "rbac.authorization.k8s.io/RoleBinding",
          "rbac.authorization.k8s.io/ClusterRoleBinding" ->
          checkRole();
      case "storage.k8s.io/StorageClass" -> checkStorageClass();
      case "scheduling.k8s.io/PriorityClass" -> checkPriority();
      case "networking.k8s.io/IngressClass" -> checkImmutable("spec", "controller");
      case "discovery.k8s.io/EndpointSlice" -> checkImmutable("addressType");
      default -> {}
    }
  }

  private boolean isSame(String... path) {
    return object.at(path).equals(before.at(path));
  }

  private void checkImmutable(String... path) {
    if (!isSame(path)) {
      Value now = object.at(path).orElse(Scalar.NULL);
      problems.invalid(String.join(".", path), now, IMMUTABLE);
    }
  }

  private void checkSelector() {
    if (!isSame("spec", "selector")) {
      Optional<Value> selector = object.at("spec", "selector").filter(value -> !value.isNull());
      problems.invalid(
          "spec.selector",
          selector.map(value -> GoText.selector(value.mapAt())).orElse(GoText.quoted("null")),
          IMMUTABLE);
    }
  }

  /** The fields that may change, in the order in which the server names them. */
  private List<String> mutableOfStatefulSet() {
    List<String> fields = new ArrayList<>(List.of("replicas"));
    if (has(27)) {
      fields.add("ordinals");
    }
    fields.addAll(List.of("template", "updateStrategy"));
    if (has(33)) {
      fields.add("revisionHistoryLimit");
    }
    if (has(23)) {
      fields.add("persistentVolumeClaimRetentionPolicy");
    }
    if (has(22)) {
      fields.add("minReadySeconds");
    }
    return fields;
  }

  private void checkStatefulSet() {
    List<String> fields = mutableOfStatefulSet();
    MapValue was = before.mapAt("spec");
    MapValue is = object.mapAt("spec");
    for (String field : fields) {
      was = was.without(field);
      is = is.without(field);
    }
    if (!was.equals(is)) {
      forbid(fields);
    }
    problems.notNegative("spec.replicas", object.at("spec", "replicas"));
  }

  private void forbid(List<String> fields) {
    String last = fields.get(fields.size() - 1);
    String first = String.join("', '", fields.subList(0, fields.size() - 1));
    String comma = has(22) ? "" : ",";
    problems.forbidden(
        "spec",
        "updates to statefulset spec for fields other than '%s'%s and '%s' are forbidden"
            .formatted(first, comma, last));
  }

  private void checkJob() {
    boolean isIndexed =
        object.textAt("spec", "completionMode").filter("Indexed"::equals).isPresent();
    if (!isIndexed || !isSame("spec", "parallelism")) {
      checkImmutable("spec", "completions");
    }
    checkSelector();
    if (!isSame("spec", "template")) {
      problems.invalid("spec.template", GoText.struct("podTemplateSpec"), IMMUTABLE);
    }
    if (has(22)) {
      checkImmutable("spec", "completionMode");
    }
  }

  private void checkService() {
    boolean isOutside =
        before.textAt("spec", "type").filter("ExternalName"::equals).isPresent()
            || object.textAt("spec", "type").filter("ExternalName"::equals).isPresent();
    Optional<String> was = before.textAt("spec", "clusterIP").filter(ip -> !ip.isEmpty());
    Optional<String> now = object.textAt("spec", "clusterIP");
    if (!isOutside && was.isPresent() && !now.equals(was)) {
      List<Value> addresses = object.itemsAt("spec", "clusterIPs");
      problems.invalid(
          "spec.clusterIPs[0]",
          GoText.texts("string", addresses),
          addresses.isEmpty() ? "primary clusterIP can not be unset" : "may not change once set");
    }
  }

  private void checkSealed() {
    if (!Defaults.isTrue(before, "immutable")) {
      return;
    }
    String rule = "field is immutable when `immutable` is set";
    for (String field : List.of("immutable", "data", "binaryData")) {
      if (!isSame(field)) {
        problems.forbidden(field, rule);
      }
    }
  }

  private void checkClaim() {
    if (!frozen(before).equals(frozen(object))) {
      problems.forbidden(
          "spec",
          has(34)
              ? "spec is immutable after creation except resources.requests and"
                  + " volumeAttributesClassName for bound claims"
              : "spec is immutable after creation except resources.requests for bound claims");
    }
    if (StorageRules.requested(object).compareTo(StorageRules.requested(before)) < 0) {
      problems.forbidden(
          "spec.resources.requests.storage", "field can not be less than previous value");
    }
    if (!isSame("spec", "volumeMode")) {
      // So the server names it.
      problems.invalid(
          "volumeMode", object.at("spec", "volumeMode").orElse(Scalar.NULL), IMMUTABLE);
    }
  }

  private MapValue frozen(MapValue claim) {
    boolean isBound = before.textAt("status", "phase").filter("Bound"::equals).isPresent();
    MapValue spec = claim.mapAt("spec");
    if (isBound) {
      Value was = before.at("spec", "resources", "requests", "storage").orElse(Scalar.NULL);
      spec = Fields.set(spec, was, "resources", "requests", "storage");
      spec = spec.without("volumeAttributesClassName");
    }
    // A volume may be bound to a claim, once.
    return before.textAt("spec", "volumeName").isPresent() ? spec : spec.without("volumeName");
  }

  private void checkVolume() {
    MapValue was = sources(before);
    if (!was.equals(sources(object))) {
      problems.forbidden(
          "spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation");
    }
    checkImmutable("spec", "volumeMode");
  }

  private static MapValue sources(MapValue volume) {
    MapValue spec = volume.mapAt("spec");
    for (String key : spec.keys()) {
      if (StorageRules.isNoSource(key)) {
        spec = spec.without(key);
      }
    }
    return spec;
  }

  private void checkRole() {
    if (!isSame("roleRef")) {
      MapValue role = object.mapAt("roleRef");
      String shown =
          "rbac.RoleRef{APIGroup:%s, Kind:%s, Name:%s}"
              .formatted(
                  GoText.quoted(role.textAt("apiGroup").orElse("")),
                  GoText.quoted(role.textAt("kind").orElse("")),
                  GoText.quoted(role.textAt("name").orElse("")));
      problems.invalid("roleRef", shown, "cannot change roleRef");
    }
  }

  private void checkStorageClass() {
    if (!isSame("parameters")) {
      problems.forbidden("parameters", "updates to parameters are forbidden.");
    }
    if (!isSame("provisioner")) {
      problems.forbidden("provisioner", "updates to provisioner are forbidden.");
    }
    if (!isSame("reclaimPolicy")) {
      problems.forbidden("reclaimPolicy", "updates to reclaimPolicy are forbidden.");
    }
    checkImmutable("volumeBindingMode");
  }

  private void checkPriority() {
    if (!isSame("value")) {
      // So the server names it.
      problems.forbidden("Value", "may not be changed in an update.");
    }
    checkImmutable("preemptionPolicy");
  }
}
