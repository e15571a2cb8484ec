package io.gitops4j.testkit.differential;

import static io.gitops4j.testkit.differential.SchemaDrafts.schema;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A custom resource definition that is made up and changes; not thread-safe. */
final class DefinitionDraft {
  static final String GROUP = Step.NAMESPACE + ".differential.example";
  private static final GroupVersionKind DEFINITION =
      GroupVersionKind.of("apiextensions.k8s.io/v1", "CustomResourceDefinition");
  private static final String KIND = "Widget";
  private static final String NAME = "widgets." + GROUP;
  private static final List<String> FIELDS = List.of("a", "b", "c", "d", "e");

  private final Chance chance;
  private final SchemaDrafts drafts;
  private final Map<String, Draft> spec = new LinkedHashMap<>();
  private final Draft status;
  private final boolean isNamespaced;
  private boolean hasOther;
  private boolean isOtherServed;
  private boolean hasStatus;
  private boolean hasScale;

  DefinitionDraft(Chance chance) {
    this.chance = chance;
    this.drafts = new SchemaDrafts(chance);
    FIELDS.forEach(name -> spec.put(name, drafts.any(3)));
    this.status = drafts.struct(1);
    this.isNamespaced = chance.isLikely(0.85);
    this.hasStatus = chance.isLikely(0.6);
    this.hasScale = chance.isLikely(0.3);
    this.hasOther = chance.isLikely(0.4);
    this.isOtherServed = chance.isLikely(0.8);
  }

  /** The definition itself, as an object to create and change. */
  Specimen ofDefinition() {
    GroupVersionKind kind = DEFINITION;
    return Specimen.of(kind.apiVersion(), kind.kind(), 1, chance -> content()).ofCluster();
  }

  Operations operations() {
    return Operations.on(ofDefinition(), chance)
        .named(c -> c.isLikely(0.97) ? NAME : "odds." + GROUP);
  }

  /** What it defines, as it is now. */
  Specimen ofObjects() {
    Shape.Struct specValues = Shape.struct().may("replicas", Shape.number(0, 1, 3));
    for (Map.Entry<String, Draft> field : spec.entrySet()) {
      specValues = specValues.may(field.getKey(), field.getValue().loosely());
    }
    Shape statusValues =
        chance ->
            Specimen.merged(
                status.values().make(chance).mapAt(),
                schema("replicas", chance.upTo(3), "selector", "app=a"));
    Shape.Struct content = Shape.struct().need("spec", specValues).may("status", statusValues);
    Specimen specimen = Specimen.of(GROUP + "/v1", KIND, 1, content);
    if (hasOther && chance.isLikely(0.5)) {
      specimen = specimen.alsoIn(GROUP + "/v1beta1");
    }
    specimen = hasStatus || chance.isLikely(0.1) ? specimen.withStatus(statusValues) : specimen;
    return isNamespaced ? specimen : specimen.ofCluster();
  }

  boolean hasScale() {
    return hasScale;
  }

  /** Becomes something else; lists of another type first of all. */
  void change() {
    String name = chance.oneOf(FIELDS);
    switch (chance.upTo(9)) {
      case 0, 1, 2 -> spec.put(name, drafts.any(3));
      case 3, 4, 5, 6 -> relist();
      case 7 -> hasStatus = !hasStatus;
      case 8 -> hasScale = !hasScale;
      default -> {
        isOtherServed = hasOther && !isOtherServed;
        hasOther = true;
      }
    }
  }

  private void relist() {
    List<String> lists = FIELDS.stream().filter(name -> items(name).isPresent()).toList();
    String name = lists.isEmpty() ? chance.oneOf(FIELDS) : chance.oneOf(lists);
    spec.put(name, items(name).map(drafts::list).orElseGet(() -> drafts.any(3)));
  }

  private Optional<Draft> items(String field) {
    return Optional.ofNullable(spec.get(field)).flatMap(Draft::items);
  }

  private Value content() {
    List<Value> versions = new ArrayList<>();
    MapValue root = root();
    versions.add(version("v1", root).with("storage", Scalar.of(true)));
    if (hasOther) {
      MapValue other = chance.isLikely(0.7) ? root : SchemaFlaws.flawed(root, chance);
      versions.add(
          version("v1beta1", other)
              .with("storage", Scalar.of(chance.isLikely(0.02)))
              .with("served", Scalar.of(isOtherServed)));
    }
    MapValue spec =
        schema("group", chance.isLikely(0.98) ? GROUP : chance.oneOf("odd", "differential.example"))
            .with("scope", Scalar.of(isNamespaced ? "Namespaced" : "Cluster"))
            .with("names", names())
            .with("versions", new ListValue(versions));
    return MapValue.of("spec", rare(spec));
  }

  private MapValue rare(MapValue spec) {
    return switch (chance.upTo(60)) {
      case 0 -> spec.with("scope", Scalar.of(chance.oneOf("Cluster", "Namespaced", "Odd", "")));
      case 1 -> spec.with("preserveUnknownFields", Scalar.of(chance.isLikely(0.5)));
      case 2 ->
          spec.with("conversion", schema("strategy", chance.oneOf("None", "Webhook", "Odd", "")));
      case 3 -> spec.without(chance.oneOf("group", "scope", "names", "versions"));
      case 4 -> spec.with("bogus", Scalar.of(1));
      default -> spec;
    };
  }

  private MapValue names() {
    MapValue names = schema("plural", "widgets", "kind", KIND);
    return switch (chance.upTo(24)) {
      case 0 -> names.with("singular", Scalar.of("widget"));
      case 1 -> names.with("listKind", Scalar.of(chance.oneOf("WidgetList", "Widgets", "Widget")));
      case 2 -> names.with("shortNames", Value.of(List.of(chance.oneOf("wd", "w1", "Wrong_Name"))));
      case 3 -> names.with("categories", Value.of(List.of(chance.oneOf("all", "Wrong_Name"))));
      case 4 -> names.with(chance.oneOf("kind", "plural"), Scalar.of(""));
      default -> names;
    };
  }

  private MapValue version(String name, MapValue root) {
    MapValue version = schema("name", name, "served", true, "storage", false);
    Map<String, Value> subresources = new LinkedHashMap<>();
    if (hasStatus) {
      subresources.put("status", MapValue.EMPTY);
    }
    if (hasScale) {
      subresources.put("scale", scale());
    }
    if (!subresources.isEmpty()) {
      version = version.with("subresources", new MapValue(subresources));
    }
    if (chance.isLikely(0.08)) {
      version = version.with("additionalPrinterColumns", columns());
    }
    return chance.isLikely(0.98)
        ? version.with("schema", MapValue.of("openAPIV3Schema", root))
        : version;
  }

  private MapValue scale() {
    MapValue paths =
        schema(
            "specReplicasPath", chance.isLikely(0.96) ? ".spec.replicas" : oddPath(),
            "statusReplicasPath", chance.isLikely(0.96) ? ".status.replicas" : oddPath());
    return chance.isLikely(0.5)
        ? paths.with("labelSelectorPath", Scalar.of(".status.selector"))
        : paths;
  }

  private String oddPath() {
    return chance.oneOf("", ".status.replicas", "spec.replicas", ".spec", ".spec[0].replicas");
  }

  private Value columns() {
    MapValue column =
        schema(
            "name", "Size",
            "type", chance.oneOf("integer", "string", "odd"),
            "jsonPath", chance.oneOf(".spec.a", ".spec.a", "spec.a", ""));
    return ListValue.of(chance.isLikely(0.8) ? column : column.without("jsonPath"));
  }

  private MapValue root() {
    Map<String, Draft> fields = new LinkedHashMap<>(spec);
    fields.put("replicas", Draft.of(schema("type", "integer"), Shape.number(1)));
    MapValue ofStatus = status.schema();
    MapValue properties =
        ofStatus
            .mapAt("properties")
            .with("replicas", schema("type", "integer"))
            .with("selector", schema("type", "string"));
    MapValue root =
        schema("type", "object")
            .with(
                "properties",
                MapValue.of("spec", SchemaDrafts.struct(fields).schema())
                    .with("status", ofStatus.with("properties", properties)));
    return chance.isLikely(0.12) ? SchemaFlaws.flawed(root, chance) : root;
  }
}
