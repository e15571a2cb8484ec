package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes up schemas of every kind, each with values that fit. */
final class SchemaDrafts {
  private static final String LIST_TYPE = "x-kubernetes-list-type";
  private static final String MAP_TYPE = "x-kubernetes-map-type";
  private static final String ANY_FIELD = "x-kubernetes-preserve-unknown-fields";

  private final Chance chance;
  private final ScalarDrafts scalars;

  SchemaDrafts(Chance chance) {
    this.chance = chance;
    this.scalars = new ScalarDrafts(chance);
  }

  /** With so many levels below it at most. */
  Draft any(int depth) {
    int ticket = chance.upTo(depth > 0 ? 19 : 8);
    if (ticket < 9) {
      return scalars.any();
    }
    return switch (ticket) {
      case 9 -> free();
      case 10, 11, 12 -> struct(depth - 1);
      case 13, 14 -> map(depth - 1);
      default -> list(items(depth - 1));
    };
  }

  private Draft items(int depth) {
    return chance.isLikely(0.6) ? element() : any(depth);
  }

  private Draft free() {
    Shape values = CustomSpecimens.free();
    return switch (chance.upTo(3)) {
      case 0 -> Draft.of(MapValue.of(ANY_FIELD, Scalar.of(true)), values);
      case 1 ->
          Draft.of(
              schema("type", "object", ANY_FIELD, true, "x-kubernetes-embedded-resource", true),
              chance ->
                  Specimen.merged(
                      Value.of(Map.of("apiVersion", "v1", "kind", "Odd")).mapAt(),
                      values.make(chance).mapAt()));
      default -> Draft.of(schema("type", "object", ANY_FIELD, true), values);
    };
  }

  Draft struct(int depth) {
    Map<String, Draft> fields = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c")) {
      if (chance.isLikely(0.7)) {
        fields.put(name, any(depth));
      }
    }
    Draft struct = struct(fields);
    MapValue schema = struct.schema();
    if (chance.isLikely(0.2)) {
      schema = schema.with(MAP_TYPE, Scalar.of(chance.oneOf("atomic", "atomic", "granular")));
    }
    if (chance.isLikely(0.15)) {
      schema = schema.with(ANY_FIELD, Scalar.of(true));
    }
    if (chance.isLikely(0.12)) {
      schema = schema.with("nullable", Scalar.of(true));
    }
    if (chance.isLikely(0.2)) {
      schema =
          schema.with(
              "default", chance.oneOf(MapValue.EMPTY, struct.values().make(chance).mapAt()));
    }
    if (!fields.isEmpty() && chance.isLikely(0.2)) {
      String name = chance.oneOf(List.copyOf(fields.keySet()));
      schema = schema.with("required", ListValue.of(Scalar.of(name)));
    }
    return Draft.of(schema, struct.values());
  }

  /** Of these fields and nothing else. */
  static Draft struct(Map<String, Draft> fields) {
    Map<String, Value> properties = new LinkedHashMap<>();
    Shape.Struct values = Shape.struct();
    for (Map.Entry<String, Draft> field : fields.entrySet()) {
      properties.put(field.getKey(), field.getValue().schema());
      values = values.may(field.getKey(), field.getValue().loosely());
    }
    return Draft.of(schema("type", "object").with("properties", new MapValue(properties)), values);
  }

  private Draft map(int depth) {
    Draft values = any(depth);
    MapValue schema = schema("type", "object").with("additionalProperties", values.schema());
    if (chance.isLikely(0.4)) {
      schema = schema.with(MAP_TYPE, Scalar.of(chance.oneOf("atomic", "granular")));
    }
    return Draft.of(schema, Shape.map(values.loosely(), "a", "b", "c"));
  }

  /** An item that a list can be keyed by. */
  private Draft element() {
    Map<String, Value> properties = new LinkedHashMap<>();
    properties.put("name", schema("type", "string"));
    properties.put(
        "port",
        chance.isLikely(0.5)
            ? schema("type", "integer", "default", 80)
            : schema("type", "integer"));
    properties.put("protocol", schema("type", "string", "default", "TCP"));
    Draft value = chance.isLikely(0.7) ? scalars.any() : any(1);
    properties.put("value", value.schema());
    Shape values =
        Shape.struct()
            .need("name", Shape.text("x", "y", "z"))
            .may("port", Shape.number(80, 53))
            .may("protocol", Shape.text("TCP", "UDP"))
            .may("value", value.loosely());
    return Draft.of(
        schema("type", "object")
            .with("required", ListValue.of(Scalar.of("name")))
            .with("properties", new MapValue(properties)),
        values);
  }

  /** A list of one of the types that these items can be in, mostly. */
  Draft list(Draft items) {
    List<String> keys = new ArrayList<>();
    String type = typeOfList(items);
    MapValue schema = schema("type", "array").with("items", items.schema());
    if (!type.isEmpty()) {
      schema = schema.with(LIST_TYPE, Scalar.of(type));
    }
    if (type.equals("map")) {
      keys.addAll(keysOf(items));
      schema = schema.with("x-kubernetes-list-map-keys", Value.of(keys));
    }
    if (chance.isLikely(0.1)) {
      schema = schema.with("nullable", Scalar.of(true));
    }
    if (chance.isLikely(0.1)) {
      schema = schema.with(chance.oneOf("maxItems", "minItems"), Scalar.of(2));
    }
    if (chance.isLikely(0.1)) {
      schema = schema.with("default", ListValue.EMPTY);
    }
    boolean isUnique = chance.isLikely(0.9);
    Shape values =
        isUnique && !keys.isEmpty()
            ? Shape.list(3, items.loosely(), keys.toArray(String[]::new))
            : Shape.list(3, items.loosely());
    return new Draft(schema, values, Optional.of(items));
  }

  private String typeOfList(Draft items) {
    boolean isKeyed = items.schema().at("properties", "protocol").isPresent();
    boolean isStruct = items.schema().textAt("type").filter("object"::equals).isPresent();
    if (isKeyed) {
      return chance.oneOf("map", "map", "map", "map", "atomic", "");
    }
    return isStruct ? chance.oneOf("atomic", "") : chance.oneOf("set", "set", "atomic", "");
  }

  private List<String> keysOf(Draft items) {
    List<String> keys = new ArrayList<>(List.of("name"));
    boolean isPortKey = items.schema().at("properties", "port", "default").isPresent();
    if (isPortKey && chance.isLikely(0.4)) {
      keys.add("port");
    }
    if (chance.isLikely(0.4)) {
      keys.add("protocol");
    }
    return chance.isLikely(0.2) ? keys.subList(keys.size() - 1, keys.size()) : keys;
  }

  static MapValue schema(Object... entries) {
    Map<String, Value> schema = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      schema.put((String) entries[i], Value.of(entries[i + 1]));
    }
    return new MapValue(schema);
  }
}
