package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;

/**
 * The versions of a definition. The server keeps what all versions have in common where old
 * definitions had it, once, and tells of it there.
 */
final class DefinitionVersions {
  private static final String TYPE = "[]apiextensions.CustomResourceDefinitionVersion";

  private final Problems problems;
  private final List<Value> versions;
  private final boolean isOld;

  DefinitionVersions(Problems problems, MapValue spec, boolean isOld) {
    this.problems = problems;
    this.versions = spec.itemsAt("versions");
    this.isOld = isOld;
  }

  List<String> names() {
    return versions.stream().map(DefinitionVersions::name).toList();
  }

  private static String name(Value version) {
    return version.textAt("name").orElse("");
  }

  private List<String> stored() {
    return versions.stream()
        .filter(version -> StructuralSchema.isSet(version, "storage"))
        .map(DefinitionVersions::name)
        .toList();
  }

  Optional<String> lastStored() {
    List<String> stored = stored();
    return stored.isEmpty() ? Optional.empty() : Optional.of(stored.get(stored.size() - 1));
  }

  boolean haveDefaults() {
    return versions.stream()
        .anyMatch(version -> DefinitionDefaults.areIn(version.mapAt("schema", "openAPIV3Schema")));
  }

  void check() {
    int index = 0;
    for (Value version : versions) {
      String field = "spec.versions[%d]".formatted(index++);
      checkName(field + ".name", name(version));
      if (version.at("schema", "openAPIV3Schema").isEmpty()) {
        problems.required(field + ".schema.openAPIV3Schema", "schemas are required");
      } else if (!isCommon("schema")) {
        checkSchema(field + ".schema", version);
      }
      if (!isCommon("subresources")) {
        checkSubresources(field, version);
      }
      if (!isCommon("additionalPrinterColumns")) {
        checkColumns(field, version);
      }
    }
    if (names().stream().distinct().count() < versions.size()) {
      wrong("must contain unique version names");
    }
    if (stored().size() != 1) {
      wrong("must have exactly one version marked as storage version");
    }
    names().stream()
        .limit(1)
        .filter(first -> !first.isEmpty())
        .forEach(first -> checkName("spec.version", first));
  }

  private void checkName(String field, String name) {
    NameRules.ofService(name).forEach(wrong -> problems.invalid(field, GoText.quoted(name), wrong));
  }

  /** The server prints the versions as it holds them; that is shortened here. */
  private void wrong(String what) {
    problems.invalid("spec.versions", TYPE + (versions.isEmpty() ? "(nil)" : "{...}"), what);
  }

  private boolean isCommon(String part) {
    return versions.stream().map(version -> version.at(part)).distinct().count() == 1;
  }

  /** What all versions have in common. */
  void checkCommon() {
    if (versions.isEmpty()) {
      return;
    }
    Value any = versions.get(0);
    if (isCommon("schema") && any.at("schema", "openAPIV3Schema").isPresent()) {
      checkSchema("spec.validation", any);
    }
    if (isCommon("subresources")) {
      checkSubresources("spec", any);
    }
    if (isCommon("additionalPrinterColumns")) {
      checkColumns("spec", any);
    }
  }

  private void checkSchema(String field, Value version) {
    MapValue root = version.mapAt("schema", "openAPIV3Schema");
    String place = field + ".openAPIV3Schema";
    new DefinitionSchemaRules(problems).checkRoot(place, root);
    if (DefinitionSchemaRules.isUnderstood(root)) {
      Problems structure = new Problems();
      new DefinitionStructure(structure).checkRoot(place, root);
      problems.addAll(structure.causes());
      if (structure.causes().isEmpty()) {
        new DefinitionDefaults(problems, isOld).checkRoot(place, root);
      }
    }
  }

  private void checkSubresources(String field, Value version) {
    if (version.at("subresources", "scale").isEmpty()) {
      return;
    }
    String place = field + ".subresources.scale.";
    MapValue scale = version.mapAt("subresources", "scale");
    checkPath(place + "specReplicasPath", text(scale, "specReplicasPath"), ".spec");
    checkPath(place + "statusReplicasPath", text(scale, "statusReplicasPath"), ".status");
    String selector = text(scale, "labelSelectorPath");
    if (!selector.isEmpty() && isSimplePath(place + "labelSelectorPath", selector)) {
      if (!selector.startsWith(".spec.") && !selector.startsWith(".status.")) {
        problems.invalid(
            place + "labelSelectorPath",
            GoText.quoted(selector),
            "should be a json path under either .spec or .status");
      }
    }
  }

  private void checkPath(String field, String path, String above) {
    if (path.isEmpty()) {
      problems.required(field);
    } else if (isSimplePath(field, path) && !path.startsWith(above + ".")) {
      problems.invalid(field, GoText.quoted(path), "should be a json path under " + above);
    }
  }

  private boolean isSimplePath(String field, String path) {
    if (!path.startsWith(".")) {
      problems.invalid(field, GoText.quoted(path), "must be a simple json path starting with .");
    }
    return path.startsWith(".");
  }

  private void checkColumns(String field, Value version) {
    int index = 0;
    for (Value column : version.itemsAt("additionalPrinterColumns")) {
      new DefinitionColumn(
              problems, "%s.additionalPrinterColumns[%d]".formatted(field, index++), column)
          .check();
    }
  }

  private static String text(Value value, String field) {
    return value.textAt(field).orElse("");
  }
}
