package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code x-kubernetes-list-type} and {@code x-kubernetes-map-type} ask of a schema. */
final class DefinitionListRules {
  private static final String LIST_TYPE = "x-kubernetes-list-type";
  private static final String LIST_KEYS = "x-kubernetes-list-map-keys";
  private static final String MAP_TYPE = "x-kubernetes-map-type";

  private final Problems problems;
  private final String field;
  private final Value schema;

  DefinitionListRules(Problems problems, String field, Value schema) {
    this.problems = problems;
    this.field = field;
    this.schema = schema;
  }

  void check() {
    String type = schema.textAt("type").orElse("");
    schema.textAt(LIST_TYPE).ifPresent(list -> checkListType(list, type));
    if (!schema.itemsAt(LIST_KEYS).isEmpty()
        && !schema.textAt(LIST_TYPE).orElse("").equals("map")) {
      problems.required(field + "." + LIST_TYPE, "must be map if " + LIST_KEYS + " is non-empty");
    }
    schema.textAt(MAP_TYPE).ifPresent(map -> checkMapType(map, type));
  }

  private void checkMapType(String map, String type) {
    if (!type.equals("object")) {
      wrongType(type, "must be object if " + MAP_TYPE + " is specified");
    }
    if (!List.of("atomic", "granular").contains(map)) {
      problems.unsupported(field + "." + MAP_TYPE, GoText.quoted(map), "\"atomic\", \"granular\"");
    }
  }

  private void wrongType(String type, String what) {
    problems.invalid(field + ".type", GoText.quoted(type), what);
  }

  private void checkListType(String list, String type) {
    if (!type.equals("array")) {
      wrongType(type, "must be array if " + LIST_TYPE + " is specified");
    }
    switch (list) {
      case "atomic" -> {
        // Nothing more is asked.
      }
      case "set" -> checkSet();
      case "map" -> checkMap();
      default ->
          problems.unsupported(
              field + "." + LIST_TYPE, GoText.quoted(list), "\"atomic\", \"set\", \"map\"");
    }
  }

  private void checkSet() {
    Value items = schema.at("items").orElse(null);
    if (items == null) {
      return;
    }
    if (StructuralSchema.isSet(items, "nullable")) {
      problems.forbidden(
          field + ".items.nullable", "cannot be nullable when " + LIST_TYPE + " is set");
    }
    boolean isStruct = items.textAt("type").filter("object"::equals).isPresent();
    if (isStruct && !items.textAt(MAP_TYPE).orElse("").equals("atomic")) {
      String shown = items.textAt(MAP_TYPE).map(GoText::quoted).orElse("\"null\"");
      problems.invalid(
          field + ".items." + MAP_TYPE,
          shown,
          "must be atomic as item of a list with " + LIST_TYPE + "=set");
    }
  }

  private void checkMap() {
    String itemType = schema.textAt("items", "type").orElse("");
    if (!itemType.equals("object")) {
      problems.invalid(
          field + ".items.type",
          GoText.quoted(itemType),
          "must be object if parent array's " + LIST_TYPE + " is map");
      return;
    }
    List<String> keys =
        schema.itemsAt(LIST_KEYS).stream().map(key -> key.asText().orElse("")).toList();
    if (keys.isEmpty()) {
      problems.required(field + "." + LIST_KEYS, "must not be empty if " + LIST_TYPE + " is map");
    }
    keys.stream().distinct().forEach(this::checkKey);
    boolean isUnknown =
        keys.stream().anyMatch(key -> schema.at("items", "properties", key).isEmpty());
    if (isUnknown) {
      wrongKeys(keys, "entries must all be names of item properties");
    }
    if (keys.stream().distinct().count() < keys.size()) {
      wrongKeys(keys, "must not contain duplicate entries");
    }
  }

  private void wrongKeys(List<String> keys, String what) {
    String shown =
        keys.stream().map(GoText::quoted).collect(Collectors.joining(", ", "[]string{", "}"));
    problems.invalid(field + "." + LIST_KEYS, shown, what);
  }

  private void checkKey(String key) {
    Value property = schema.at("items", "properties", key).orElse(null);
    if (property == null) {
      return;
    }
    String place = "%s.items.properties[%s]".formatted(field, key);
    String type = property.textAt("type").orElse("");
    if (List.of("object", "array").contains(type)) {
      problems.invalid(
          place + ".type",
          GoText.quoted(type),
          "must be a scalar type if parent array's " + LIST_TYPE + " is map");
    }
    boolean isRequired =
        schema.itemsAt("items", "required").stream()
            .anyMatch(name -> name.asText().filter(key::equals).isPresent());
    if (!isRequired && property.at("default").isEmpty()) {
      problems.required(
          place + ".default",
          "this property is in %s, so it must have a default or be a required property"
              .formatted(LIST_KEYS));
    }
  }
}
