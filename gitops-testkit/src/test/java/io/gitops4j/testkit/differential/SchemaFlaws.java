package io.gitops4j.testkit.differential;

import static io.gitops4j.testkit.differential.SchemaDrafts.schema;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes schemas wrong, so that the server refuses their definition. */
final class SchemaFlaws {
  private static final Set<String> OF_NAMES = Set.of("properties", "patternProperties");
  private static final Set<String> OF_SCHEMAS = Set.of("items", "additionalProperties");

  /** Each is set in one schema of the whole. */
  private static final List<MapValue> FLAWS =
      List.of(
          schema("type", "odd"),
          schema("type", ""),
          schema("type", "string"),
          schema("type", "array"),
          schema("type", "object"),
          schema("uniqueItems", true),
          schema("x-kubernetes-list-type", "odd"),
          schema("x-kubernetes-list-type", "set"),
          schema("x-kubernetes-list-type", "map"),
          schema("x-kubernetes-list-type", "map", "x-kubernetes-list-map-keys", List.of("name")),
          schema("x-kubernetes-list-map-keys", List.of("name", "name")),
          schema("x-kubernetes-list-map-keys", List.of("bogus", "value")),
          schema("x-kubernetes-map-type", "odd"),
          schema("x-kubernetes-map-type", "atomic"),
          schema("nullable", true),
          schema("default", "odd"),
          schema("default", List.of()),
          schema("x-kubernetes-preserve-unknown-fields", false),
          schema("x-kubernetes-int-or-string", true),
          schema("x-kubernetes-embedded-resource", true),
          schema("additionalProperties", true),
          schema("additionalProperties", schema("type", "string")),
          schema("required", List.of("bogus")),
          schema("anyOf", List.of(schema("type", "string"))),
          schema("allOf", List.of(schema("properties", schema("bogus", schema("minimum", 1))))),
          schema("not", schema("nullable", true, "description", "so")),
          schema("oneOf", List.of(schema("default", 1), schema("items", schema("minimum", 1)))),
          schema("$ref", "#/odd"),
          schema("pattern", "("),
          schema("enum", List.of()),
          schema("maxLength", -1),
          schema("multipleOf", 0),
          schema("minimum", 5, "maximum", 1),
          schema("properties", schema("metadata", schema("type", "object"))),
          schema("properties", schema("kind", schema("type", "integer"))));

  private SchemaFlaws() {}

  /** The root schema with one flaw somewhere, or what is one in most places. */
  static MapValue flawed(MapValue root, Chance chance) {
    List<List<Object>> schemas = new ArrayList<>(List.of(List.of()));
    collect(root, List.of(), schemas);
    List<Object> place = chance.oneOf(schemas);
    MapValue schema = Edit.valueAt(root, place).map(Value::mapAt).orElse(MapValue.EMPTY);
    MapValue changed =
        chance.isLikely(0.1)
            ? schema.without("type").without("items")
            : Specimen.merged(schema, chance.oneOf(FLAWS));
    return Edit.apply(root, new Edit(place, Optional.of(changed))).mapAt();
  }

  private static void collect(Value schema, List<Object> path, List<List<Object>> schemas) {
    for (String field : OF_NAMES) {
      schema
          .mapAt(field)
          .entries()
          .forEach((name, below) -> add(below, plus(plus(path, field), name), schemas));
    }
    for (String field : OF_SCHEMAS) {
      schema.at(field).ifPresent(below -> add(below, plus(path, field), schemas));
    }
  }

  private static void add(Value schema, List<Object> path, List<List<Object>> schemas) {
    if (schema.asMap().isPresent()) {
      schemas.add(path);
      collect(schema, path, schemas);
    }
  }

  private static List<Object> plus(List<Object> path, Object element) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(element);
    return List.copyOf(longer);
  }
}
