package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code x-kubernetes-list-type} and {@code x-kubernetes-map-type} ask of a schema. */
final class DefinitionListRules {
  private static final String LIST_TYPE = "x-kubernetes-list-type";
  private static final String LIST_KEYS = "x-kubernetes-list-map-keys";
  private static final String MAP_TYPE = "x-kubernetes-map-type";

  private final Problems problems;
  private final String field;
  private final Value schema;
  private final List<String> keys;

  DefinitionListRules(Problems problems, String field, Value schema) {
    this.problems = problems;
    this.field = field;
    this.schema = schema;
    this.keys = schema.itemsAt(LIST_KEYS).stream().map(key -> key.asText().orElse("")).toList();
  }

  void check() {
    schema.textAt(MAP_TYPE).ifPresent(this::checkMapType);
    schema.textAt(LIST_TYPE).ifPresent(this::checkListType);
    String list = schema.textAt(LIST_TYPE).orElse("");
    if (!keys.isEmpty() && !list.equals("map")) {
      wrong(field + "." + LIST_TYPE, list, "must be map if " + LIST_KEYS + " is non-empty");
    }
    if (list.equals("map")) {
      checkMap();
      keys.forEach(this::checkPresence);
    } else if (list.equals("set")) {
      checkSet();
    }
  }

  /** What is not there is missing rather than wrong. */
  private void wrong(String place, String value, String what) {
    if (value.isEmpty()) {
      problems.required(place, what);
    } else {
      problems.invalid(place, GoText.quoted(value), what);
    }
  }

  private void checkMapType(String map) {
    checkType("object", MAP_TYPE);
    if (!List.of("atomic", "granular").contains(map)) {
      problems.unsupported(field + "." + MAP_TYPE, GoText.quoted(map), "\"atomic\", \"granular\"");
    }
  }

  private void checkType(String expected, String extension) {
    String type = schema.textAt("type").orElse("");
    if (!type.equals(expected)) {
      String what = "must be %s if %s is specified".formatted(expected, extension);
      wrong(field + ".type", type, what);
    }
  }

  private void checkListType(String list) {
    checkType("array", LIST_TYPE);
    if (!List.of("atomic", "set", "map").contains(list)) {
      problems.unsupported(
          field + "." + LIST_TYPE, GoText.quoted(list), "\"atomic\", \"set\", \"map\"");
    }
  }

  /** Items must be compared as a whole. */
  private void checkSet() {
    Value items = schema.at("items").orElse(null);
    if (items == null) {
      return;
    }
    String type = items.textAt("type").orElse("");
    String what = "must be atomic as item of a list with " + LIST_TYPE + "=set";
    if (type.equals("object") && !items.textAt(MAP_TYPE).orElse("").equals("atomic")) {
      // The server never shows what is there.
      problems.invalid(field + ".items." + MAP_TYPE, "\"null\"", what);
    }
    items
        .textAt(LIST_TYPE)
        .filter(list -> type.equals("array") && !list.equals("atomic"))
        .ifPresent(
            list -> problems.invalid(field + ".items." + LIST_TYPE, GoText.quoted(list), what));
    checkItemsAreThere();
  }

  private void checkItemsAreThere() {
    if (schema.at("items").filter(items -> StructuralSchema.isSet(items, "nullable")).isPresent()) {
      String list = schema.textAt(LIST_TYPE).orElse("");
      problems.forbidden(
          field + ".items.nullable", "cannot be nullable when " + LIST_TYPE + " is " + list);
    }
  }

  private void checkMap() {
    if (keys.isEmpty()) {
      problems.required(field + "." + LIST_KEYS, "must not be empty if " + LIST_TYPE + " is map");
    }
    if (schema.at("items").isEmpty()) {
      problems.required(field + ".items", "must have a schema if " + LIST_TYPE + " is map");
      return;
    }
    String type = schema.textAt("items", "type").orElse("");
    if (!type.equals("object")) {
      problems.invalid(
          field + ".items.type",
          GoText.quoted(type),
          "must be object if parent array's " + LIST_TYPE + " is map");
    } else {
      checkKeys(type);
    }
    checkItemsAreThere();
  }

  private void checkKeys(String itemType) {
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      Value property = schema.at("items", "properties", key).orElse(null);
      if (property == null) {
        wrongKeys("entries must all be names of item properties");
      } else if (List.of("object", "array").contains(property.textAt("type").orElse(""))) {
        // The server shows the type of the item in place of the key's.
        problems.invalid(
            place(key) + ".type",
            GoText.quoted(itemType),
            "must be a scalar type if parent array's " + LIST_TYPE + " is map");
      }
      if (!seen.add(key)) {
        wrongKeys("must not contain duplicate entries");
      }
    }
  }

  private String place(String key) {
    return "%s.items.properties[%s]".formatted(field, key);
  }

  private void wrongKeys(String what) {
    String shown =
        keys.stream().map(GoText::quoted).collect(Collectors.joining(", ", "[]string{", "}"));
    problems.invalid(field + "." + LIST_KEYS, shown, what);
  }

  /** Every item must have its keys. */
  private void checkPresence(String key) {
    Value property = schema.at("items", "properties", key).orElse(null);
    if (property == null) {
      return;
    }
    boolean isRequired =
        schema.itemsAt("items", "required").stream()
            .anyMatch(name -> name.asText().filter(key::equals).isPresent());
    if (!isRequired && property.at("default").isEmpty()) {
      problems.required(
          place(key) + ".default",
          "this property is in %s, so it must have a default or be a required property"
              .formatted(LIST_KEYS));
    }
    if (StructuralSchema.isSet(property, "nullable")) {
      problems.forbidden(
          place(key) + ".nullable",
          "this property is in %s, so it cannot be nullable".formatted(LIST_KEYS));
    }
  }
}
