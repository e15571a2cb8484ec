package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server has against a CustomResourceDefinition; of version v1beta1 only its names are
 * looked at.
 */
final class DefinitionRules {
  private static final String APPROVAL = "api-approved.kubernetes.io";

  private final Problems problems;
  private final MapValue definition;
  private final MapValue spec;

  DefinitionRules(Problems problems, MapValue definition) {
    this.problems = problems;
    this.definition = definition;
    this.spec = definition.mapAt("spec");
  }

  /**
   * What it must be like.
   *
   * @param before null for a new one
   * @param isOld whether the server is of before Kubernetes 1.21
   */
  void check(@Nullable MapValue before, boolean isOld) {
    if (before == null) {
      checkName();
    }
    checkGroup();
    if (!definition.textAt("apiVersion").orElse("").endsWith("/v1")) {
      new DefinitionNames(problems, spec).check();
      checkChange(before);
      return;
    }
    checkScope();
    DefinitionVersions versions = new DefinitionVersions(problems, spec, isOld);
    if (keepsUnknownFields() && versions.haveDefaults()) {
      wrongKeeping("must be false in order to use defaults in the schema");
    }
    versions.check();
    new DefinitionNames(problems, spec).check();
    versions.checkCommon();
    new DefinitionConversion(problems, spec).check();
    if (keepsUnknownFields()) {
      wrongKeeping(
          "cannot set to true, set x-preserve-unknown-fields to true in spec.versions[*].schema instead");
    }
    checkChange(before);
    checkStored(versions);
    checkApproval();
  }

  private boolean keepsUnknownFields() {
    return StructuralSchema.isSet(spec, "preserveUnknownFields");
  }

  private void wrongKeeping(String what) {
    problems.invalid("spec.preserveUnknownFields", "true", what);
  }

  private void checkName() {
    String name = definition.textAt("metadata", "name").orElse("");
    if (!name.equals(text("names", "plural") + "." + text("group"))) {
      problems.invalid(
          "metadata.name", GoText.quoted(name), "must be spec.names.plural+\".\"+spec.group");
    }
  }

  private void checkGroup() {
    String group = text("group");
    List<String> wrong = NameRules.ofSubdomain(group);
    if (group.isEmpty()) {
      problems.required("spec.group");
    } else if (!wrong.isEmpty()) {
      wrong.forEach(what -> problems.invalid("spec.group", GoText.quoted(group), what));
    } else if (!group.contains(".")) {
      problems.invalid(
          "spec.group", GoText.quoted(group), "should be a domain with at least one dot");
    }
  }

  private void checkScope() {
    String scope = text("scope");
    if (scope.isEmpty()) {
      problems.required("spec.scope");
    } else if (!List.of("Cluster", "Namespaced").contains(scope)) {
      problems.unsupported("spec.scope", GoText.quoted(scope), "\"Cluster\", \"Namespaced\"");
    }
  }

  private void checkStored(DefinitionVersions versions) {
    List<Value> stored = definition.itemsAt("status", "storedVersions");
    if (stored.isEmpty()) {
      problems.invalid(
          "status.storedVersions", "[]string(nil)", "must have at least one stored version");
      return;
    }
    int index = 0;
    for (Value version : stored) {
      String name = version.asText().orElse("");
      String field = "status.storedVersions[%d]".formatted(index++);
      if (!versions.names().contains(name)) {
        problems.invalid(field, GoText.quoted(name), "must appear in spec.versions");
      }
    }
    // Of several that are marked, which is refused already, the last one is looked for.
    versions.lastStored().stream()
        .filter(last -> stored.stream().noneMatch(v -> v.asText().filter(last::equals).isPresent()))
        .forEach(
            last ->
                problems.invalid(
                    "status.storedVersions",
                    "apiextensions.CustomResourceDefinitionVersion{...}",
                    "must have the storage version " + last));
  }

  private void checkApproval() {
    String group = text("group");
    boolean isProtected = group.endsWith(".k8s.io") || group.endsWith(".kubernetes.io");
    if (isProtected && definition.at("metadata", "annotations", APPROVAL).isEmpty()) {
      problems.required(
          "metadata.annotations[%s]".formatted(APPROVAL),
          "protected groups must have approval annotation \"%s\", see https://github.com/kubernetes/enhancements/pull/1111"
              .formatted(APPROVAL));
    }
  }

  /** What must stay as it is; scope and kind as soon as they are served. */
  private void checkChange(@Nullable MapValue before) {
    if (before == null) {
      return;
    }
    if (Conditions.isTrue(before.mapAt("status"), "Established")) {
      checkSame(before, "scope");
      checkSame(before, "names", "kind");
    }
    checkSame(before, "group");
    checkSame(before, "names", "plural");
  }

  private void checkSame(MapValue before, String... path) {
    String was = before.mapAt("spec").textAt(path).orElse("");
    if (!was.equals(text(path))) {
      problems.invalid(
          "spec." + String.join(".", path), GoText.quoted(text(path)), "field is immutable");
    }
  }

  private String text(String... path) {
    return spec.textAt(path).orElse("");
  }
}
