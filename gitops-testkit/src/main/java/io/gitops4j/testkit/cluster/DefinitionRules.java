package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Locale;

/**
 * What the server has against a CustomResourceDefinition; of version v1beta1 only its names are
 * looked at.
 */
final class DefinitionRules {
  private static final String HOISTED = "spec.validation";

  private final Problems problems;
  private final MapValue definition;
  private final MapValue spec;

  DefinitionRules(Problems problems, MapValue definition) {
    this.problems = problems;
    this.definition = definition;
    this.spec = definition.mapAt("spec");
  }

  void check() {
    checkName();
    checkGroup();
    checkNames();
    if (definition.textAt("apiVersion").orElse("").endsWith("/v1")) {
      checkScope();
      checkVersionNames();
      checkConversion();
      checkSchemas();
    }
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
    if (group.isEmpty()) {
      problems.required("spec.group");
    } else if (!NameRules.ofSubdomain(group).isEmpty()) {
      checkAll("spec.group", group, NameRules.ofSubdomain(group));
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

  private void checkNames() {
    requireLabel("plural", "");
    for (String part : List.of("singular", "kind", "listKind")) {
      if (!text("names", part).isEmpty() || part.equals("kind")) {
        requireLabel(
            part,
            part.equals("singular") ? "" : "may have mixed case, but should otherwise match: ");
      }
    }
    if (!text("names", "kind").isEmpty()
        && text("names", "kind").equals(text("names", "listKind"))) {
      problems.invalid(
          "spec.names.listKind",
          GoText.quoted(text("names", "listKind")),
          "kind and listKind may not be the same");
    }
    for (String list : List.of("shortNames", "categories")) {
      int index = 0;
      for (Value item : spec.itemsAt("names", list)) {
        String name = item.asText().orElse("");
        checkAll("spec.names.%s[%d]".formatted(list, index++), name, NameRules.ofService(name));
      }
    }
  }

  private void requireLabel(String part, String prefix) {
    String field = "spec.names." + part;
    String name = text("names", part);
    if (name.isEmpty()) {
      problems.required(field);
      return;
    }
    String checked = prefix.isEmpty() ? name : name.toLowerCase(Locale.ROOT);
    NameRules.ofService(checked)
        .forEach(wrong -> problems.invalid(field, GoText.quoted(name), prefix + wrong));
  }

  private void checkVersionNames() {
    List<Value> versions = spec.itemsAt("versions");
    int index = 0;
    for (Value version : versions) {
      String name = version.textAt("name").orElse("");
      checkAll("spec.versions[%d].name".formatted(index++), name, NameRules.ofService(name));
    }
    long names = versions.stream().map(v -> v.textAt("name").orElse("")).distinct().count();
    if (names < versions.size()) {
      wrongVersions("must contain unique version names");
    }
    long stored = versions.stream().filter(v -> StructuralSchema.isSet(v, "storage")).count();
    if (stored != 1) {
      wrongVersions("must have exactly one version marked as storage version");
    }
    if (stored == 0) {
      problems.invalid(
          "status.storedVersions", "[]string(nil)", "must have at least one stored version");
    }
  }

  /** The server prints the versions as it holds them; that is shortened here. */
  private void wrongVersions(String what) {
    problems.invalid("spec.versions", "[]apiextensions.CustomResourceDefinitionVersion{...}", what);
  }

  private void checkConversion() {
    String strategy = spec.textAt("conversion", "strategy").orElse("None");
    if (!List.of("None", "Webhook").contains(strategy)) {
      problems.unsupported(
          "spec.conversion.strategy", GoText.quoted(strategy), "\"None\", \"Webhook\"");
    }
    if (strategy.equals("Webhook") && spec.at("conversion", "webhook").isEmpty()) {
      problems.required(
          "spec.conversion.webhookClientConfig", "required when strategy is set to Webhook");
      problems.required("spec.conversion.conversionReviewVersions");
    }
  }

  private void checkSchemas() {
    List<Value> versions = spec.itemsAt("versions");
    boolean isCommon = versions.stream().map(v -> v.at("schema")).distinct().count() == 1;
    int index = 0;
    for (Value version : versions) {
      String own = "spec.versions[%d].schema".formatted(index++);
      if (version.at("schema", "openAPIV3Schema").isEmpty()) {
        problems.required(own + ".openAPIV3Schema", "schemas are required");
      } else if (!isCommon || index == 1) {
        // What all versions have in common is told of once, where old definitions had it.
        String field = (isCommon ? HOISTED : own) + ".openAPIV3Schema";
        new DefinitionSchemaRules(problems)
            .checkRoot(field, version.mapAt("schema", "openAPIV3Schema"));
      }
    }
    if (StructuralSchema.isSet(spec, "preserveUnknownFields")) {
      problems.invalid(
          "spec.preserveUnknownFields",
          "true",
          "cannot set to true, set x-preserve-unknown-fields to true in spec.versions[*].schema instead");
    }
  }

  private void checkAll(String field, String value, List<String> wrong) {
    wrong.forEach(what -> problems.invalid(field, GoText.quoted(value), what));
  }

  private String text(String... path) {
    return spec.textAt(path).orElse("");
  }
}
