package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The API server's checks of {@code metadata}, which are the same for most kinds. */
final class MetadataRules {
  private static final int LARGEST_ANNOTATIONS = 256 * 1024;
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", Deletion.ORPHAN, Deletion.FOREGROUND);
  private static final Set<String> WITH_ANY_FINALIZER =
      Set.of(
          "admissionregistration.k8s.io/MutatingWebhookConfiguration",
          "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
          "apiextensions.k8s.io/CustomResourceDefinition",
          "apiregistration.k8s.io/APIService",
          "coordination.k8s.io/Lease",
          "node.k8s.io/RuntimeClass",
          "policy/PodDisruptionBudget");
  static final List<String> IMMUTABLE =
      List.of("uid", "deletionTimestamp", "deletionGracePeriodSeconds");

  private final Problems problems = new Problems();
  private final ServedKind kind;
  private final MapValue object;

  private MetadataRules(ServedKind kind, MapValue object) {
    this.kind = kind;
    this.object = object;
  }

  /** What is wrong with the metadata of an object that is to be created. */
  static List<Cause> ofCreated(ServedKind kind, MapValue object) {
    MetadataRules rules = new MetadataRules(kind, object);
    rules.checkAsNew(true);
    return rules.problems.causes();
  }

  /** What every change is looked at for, before each kind looks for itself. */
  static List<Cause> atFirst(ServedKind kind, MapValue before, MapValue after) {
    MetadataRules rules = new MetadataRules(kind, after);
    rules.checkContent();
    rules.checkFinalizers();
    rules.checkImmutable(before);
    rules.checkContent();
    return rules.problems.causes();
  }

  /** What is wrong with changed metadata, looked at as if the object were new. */
  static List<Cause> ofChanged(ServedKind kind, MapValue after) {
    MetadataRules rules = new MetadataRules(kind, after);
    rules.checkAsNew(false);
    return rules.problems.causes();
  }

  /** What is wrong with changed metadata, compared with what was. */
  static List<Cause> ofChange(ServedKind kind, MapValue before, MapValue after) {
    MetadataRules rules = new MetadataRules(kind, after);
    rules.checkImmutable(before);
    rules.checkContent();
    rules.checkQualified();
    return rules.problems.causes();
  }

  private void checkAsNew(boolean isNew) {
    checkNames(isNew);
    checkContent();
    checkFinalizers();
    checkQualified();
  }

  private void checkNames(boolean isNew) {
    String name = object.textAt("metadata", "name").orElse("");
    String prefix = object.textAt("metadata", "generateName").orElse("");
    if (!prefix.isEmpty()) {
      String stem = prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) + "a" : prefix;
      invalid("metadata.generateName", prefix, NameRules.ofObject(kind.groupKind(), stem));
    }
    if (name.isEmpty() && isNew) {
      problems.required("metadata.name", "name or generateName is required");
    } else if (isNew) {
      invalid("metadata.name", name, NameRules.ofObject(kind.groupKind(), name));
    }
  }

  private void invalid(String field, String value, List<String> wrong) {
    wrong.forEach(detail -> problems.invalid(field, Scalar.of(value), detail));
  }

  private void checkImmutable(MapValue before) {
    checkNoNewFinalizers(before);
    String version = object.textAt("metadata", "resourceVersion").orElse("");
    if (kind.groupKind().equals(Kinds.SERVICE) && version.isEmpty()) {
      problems.invalid(
          "metadata.resourceVersion", Scalar.of(""), "must be specified for an update");
    }
    for (String field : IMMUTABLE) {
      Optional<Value> now = object.at("metadata", field).filter(value -> !value.isNull());
      if (now.isPresent() && !now.equals(before.at("metadata", field))) {
        problems.invalid("metadata." + field, now.get(), "field is immutable");
      }
    }
  }

  private void checkNoNewFinalizers(MapValue before) {
    if (!Deletion.isTerminating(before)) {
      return;
    }
    List<Value> added = new ArrayList<>(object.itemsAt("metadata", "finalizers"));
    added.removeAll(before.itemsAt("metadata", "finalizers"));
    added.sort(Comparator.comparing(CanonicalJson::write));
    if (!added.isEmpty()) {
      problems.forbidden(
          "metadata.finalizers",
          "no new finalizers can be added if the object is being deleted, found new finalizers "
              + texts(added));
    }
  }

  private static String texts(List<Value> texts) {
    return texts.stream()
        .map(CanonicalJson::write)
        .collect(Collectors.joining(", ", "[]string{", "}"));
  }

  private void checkContent() {
    checkLabels(object, problems, "metadata", "labels");
    checkAnnotations(problems, "metadata.annotations", object.mapAt("metadata", "annotations"));
    checkOwners();
  }

  static void checkLabels(MapValue object, Problems problems, String... path) {
    String field = String.join(".", path);
    object
        .mapAt(path)
        .entries()
        .forEach(
            (key, value) -> {
              NameRules.ofKey(key).forEach(w -> problems.invalid(field, Scalar.of(key), w));
              NameRules.ofLabelValue(value.asText().orElse(""))
                  .forEach(w -> problems.invalid(field, value, w));
            });
  }

  static void checkAnnotations(Problems problems, String path, MapValue annotations) {
    long size = 0;
    for (var entry : annotations.entries().entrySet()) {
      String key = entry.getKey();
      NameRules.ofKey(key.toLowerCase(Locale.ROOT))
          .forEach(wrong -> problems.invalid(path, Scalar.of(key), wrong));
      size += bytes(key) + bytes(entry.getValue().asText().orElse(""));
    }
    if (size > LARGEST_ANNOTATIONS) {
      problems.tooLong(path, LARGEST_ANNOTATIONS);
    }
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A controller without a name does not count when the server looks for a second one. */
  private void checkOwners() {
    String controller = "";
    for (Value owner : object.itemsAt("metadata", "ownerReferences")) {
      checkOwner(owner);
      if (!owner.at("controller").flatMap(Value::asBoolean).orElse(false)) {
        continue;
      }
      String name = owner.textAt("name").orElse("");
      if (controller.isEmpty()) {
        controller = name;
      } else {
        problems.invalid(
            "metadata.ownerReferences",
            GoText.owners(object.itemsAt("metadata", "ownerReferences")),
            "Only one reference can have Controller set to true. Found \"true\" in references for"
                + " %s and %s".formatted(controller, name));
      }
    }
  }

  private void checkOwner(Value owner) {
    String apiVersion = owner.textAt("apiVersion").orElse("");
    boolean hasVersion = !apiVersion.isEmpty() && apiVersion.split("/", -1).length <= 2;
    if (!hasVersion) {
      invalid(
          "metadata.ownerReferences.apiVersion", apiVersion, List.of("version must not be empty"));
    }
    for (String field : List.of("kind", "name", "uid")) {
      if (owner.textAt(field).orElse("").isEmpty()) {
        invalid("metadata.ownerReferences." + field, "", List.of(field + " must not be empty"));
      }
    }
    if (apiVersion.equals("v1") && owner.textAt("kind").filter("Event"::equals).isPresent()) {
      problems.invalid(
          "metadata.ownerReferences",
          GoText.owner(owner),
          "/v1, Kind=Event is disallowed from being an owner");
    }
  }

  private void checkFinalizers() {
    List<Value> finalizers = object.itemsAt("metadata", "finalizers");
    for (Value finalizer : finalizers) {
      String name = finalizer.asText().orElse("");
      invalid("metadata.finalizers", name, NameRules.ofKey(name));
    }
    if (finalizers.contains(Scalar.of(Deletion.ORPHAN))
        && finalizers.contains(Scalar.of(Deletion.FOREGROUND))) {
      problems.invalid(
          "metadata.finalizers",
          texts(finalizers),
          "finalizer orphan and foregroundDeletion cannot be both set");
    }
  }

  /** Most of the server's own kinds mind whose finalizers they have. */
  private void checkQualified() {
    if (!kind.isBuiltIn() || WITH_ANY_FINALIZER.contains(kind.groupKind().toString())) {
      return;
    }
    List<Value> finalizers = object.itemsAt("metadata", "finalizers");
    for (int i = 0; i < finalizers.size(); i++) {
      String name = finalizers.get(i).asText().orElse("");
      if (!name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
        invalid(
            "metadata.finalizers[%d]".formatted(i),
            name,
            List.of("name is neither a standard finalizer name nor is it fully qualified"));
      }
    }
  }
}
