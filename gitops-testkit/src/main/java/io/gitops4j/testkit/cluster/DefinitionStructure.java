package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What makes a schema structural: each field has one type, and choices add none. */
final class DefinitionStructure {
  private static final String INT_OR_TEXT = "x-kubernetes-int-or-string";
  private static final String ANY_FIELD = "x-kubernetes-preserve-unknown-fields";
  private static final String EMBEDDED = "x-kubernetes-embedded-resource";
  private static final List<String> CHOICES = List.of("allOf", "anyOf", "oneOf");

  /** What a choice must not have, with how it must be. */
  private static final Map<String, String> NOT_IN_CHOICES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("additionalProperties", "undefined"),
              Map.entry("default", "undefined"),
              Map.entry("description", "empty"),
              Map.entry("nullable", "false"),
              Map.entry("title", "empty"),
              Map.entry("type", "empty"),
              Map.entry(EMBEDDED, "false"),
              Map.entry(INT_OR_TEXT, "false"),
              Map.entry("x-kubernetes-list-map-keys", "empty"),
              Map.entry("x-kubernetes-list-type", "undefined"),
              Map.entry("x-kubernetes-map-type", "undefined"),
              Map.entry(ANY_FIELD, "false")));

  private final Problems problems;

  DefinitionStructure(Problems problems) {
    this.problems = problems;
  }

  void checkRoot(String field, MapValue schema) {
    if (isSaid(schema, "additionalProperties")) {
      problems.forbidden(field + ".additionalProperties", "must not be used at the root");
    }
    check(field, schema, "must not be empty at the root");
    String type = schema.textAt("type").orElse("");
    if (!type.isEmpty() && !type.equals("object")) {
      problems.invalid(field + ".type", GoText.quoted(type), "must be object at the root");
    }
    checkIdentity(field, schema);
    for (String name : List.of("metadata", "apiVersion", "kind")) {
      schema
          .at("properties", name)
          .ifPresent(
              part -> checkNoDefault("%s.properties[%s]".formatted(field, name), part, name));
    }
    schema.at("properties", "metadata").ifPresent(part -> checkMetadata(field, part));
  }

  private static boolean isSaid(Value schema, String name) {
    return schema
        .at(name)
        .filter(value -> !value.isNull())
        .filter(
            value ->
                value.asBoolean().isEmpty()
                    || name.equals("additionalProperties")
                    || value.asBoolean().get())
        .filter(value -> !value.asText().filter(String::isEmpty).isPresent())
        .filter(value -> value.asList().isEmpty() || !value.itemsAt().isEmpty())
        .isPresent();
  }

  private void checkMetadata(String field, Value metadata) {
    Set<String> said = new HashSet<>(metadata.mapAt().keys());
    said.removeAll(Set.of("type", "properties", "default"));
    Set<String> parts = new HashSet<>(metadata.mapAt("properties").keys());
    parts.removeAll(Set.of("name", "generateName"));
    if (!said.isEmpty() || !parts.isEmpty()) {
      problems.forbidden(
          field + ".properties[metadata]",
          "must not specify anything other than name and generateName, but metadata is implicitly specified");
    }
  }

  private void checkNoDefault(String field, Value schema, String name) {
    if (isSaid(schema, "default")) {
      problems.forbidden(field + ".default", "must not be set in top-level " + name);
    }
    new TreeMap<>(schema.mapAt("properties").entries())
        .forEach(
            (part, below) ->
                checkNoDefault("%s.properties[%s]".formatted(field, part), below, name));
    schema.at("items").ifPresent(items -> checkNoDefault(field + ".items", items, name));
    schema
        .at("additionalProperties")
        .ifPresent(others -> checkNoDefault(field + ".additionalProperties", others, name));
  }

  private void check(String field, Value schema, String untyped) {
    new TreeMap<>(schema.mapAt("properties").entries())
        .forEach(
            (name, below) -> check("%s.properties[%s]".formatted(field, name), below, forFields()));
    schema
        .at("items")
        .ifPresent(
            items -> check(field + ".items", items, "must not be empty for specified array items"));
    schema
        .at("additionalProperties")
        .filter(others -> others.asMap().isPresent())
        .ifPresent(others -> check(field + ".additionalProperties", others, forFields()));
    checkExtensions(field, schema);
    checkType(field, schema, untyped);
    checkChoices(field, schema);
  }

  private static String forFields() {
    return "must not be empty for specified object fields";
  }

  private void checkType(String field, Value schema, String untyped) {
    String type = schema.textAt("type").orElse("");
    boolean isFree =
        StructuralSchema.isSet(schema, INT_OR_TEXT)
            || StructuralSchema.isSet(schema, ANY_FIELD)
            || StructuralSchema.isSet(schema, EMBEDDED);
    if (type.isEmpty() && !isFree) {
      problems.required(field + ".type", untyped);
    }
    if (type.equals("array") && schema.at("items").isEmpty()) {
      problems.required(field + ".items", "must be specified");
    }
  }

  private void checkExtensions(String field, Value schema) {
    if (StructuralSchema.isSet(schema, EMBEDDED)) {
      checkEmbedded(field, schema);
      checkIdentity(field, schema);
    }
    if (StructuralSchema.isSet(schema, INT_OR_TEXT)) {
      for (String other : List.of(ANY_FIELD, EMBEDDED)) {
        if (StructuralSchema.isSet(schema, other)) {
          problems.invalid(
              field + "." + other, "true", "must be false if " + INT_OR_TEXT + " is true");
        }
      }
    }
  }

  private void checkEmbedded(String field, Value schema) {
    if (!StructuralSchema.isSet(schema, ANY_FIELD) && schema.mapAt("properties").isEmpty()) {
      problems.required(
          field + ".properties",
          "must not be empty if %s is true without %s".formatted(EMBEDDED, ANY_FIELD));
    }
    String type = schema.textAt("type").orElse("");
    String what = "must be object if " + EMBEDDED + " is true";
    if (type.isEmpty()) {
      problems.required(field + ".type", what);
    } else if (!type.equals("object")) {
      problems.invalid(field + ".type", GoText.quoted(type), what);
    }
  }

  /** What every object has. */
  private void checkIdentity(String field, Value schema) {
    checkIdentity(field, schema, "apiVersion", "string");
    checkIdentity(field, schema, "kind", "string");
    checkIdentity(field, schema, "metadata", "object");
  }

  private void checkIdentity(String field, Value schema, String name, String expected) {
    schema
        .at("properties", name)
        .map(part -> part.textAt("type").orElse(""))
        .filter(type -> !type.equals(expected))
        .ifPresent(
            type ->
                problems.invalid(
                    "%s.properties[%s].type".formatted(field, name),
                    GoText.quoted(type),
                    "must be " + expected));
  }

  private void checkChoices(String field, Value schema) {
    for (String choice : CHOICES) {
      int index = 0;
      for (Value option : schema.itemsAt(choice)) {
        String place = "%s.%s[%d]".formatted(field, choice, index++);
        boolean isTypes = choice.equals("anyOf") && areIntAndText(schema.itemsAt("anyOf"));
        boolean isFirst = choice.equals("allOf") && index == 1;
        if (!isTypes) {
          checkChoice(place, option, isFirst);
        }
      }
    }
    schema.at("not").ifPresent(not -> checkChoice(field + ".not", not, false));
  }

  /** The one way in which choices may name types. */
  private static boolean areIntAndText(List<Value> options) {
    return options.equals(
        List.of(
            Value.of(Map.of("type", "integer")).mapAt(),
            Value.of(Map.of("type", "string")).mapAt()));
  }

  private void checkChoice(String field, Value option, boolean mayNameTypes) {
    new TreeMap<>(option.mapAt("properties").entries())
        .forEach(
            (name, below) -> checkChoice("%s.properties[%s]".formatted(field, name), below, false));
    option.at("items").ifPresent(items -> checkChoice(field + ".items", items, false));
    for (String choice : CHOICES) {
      boolean isTypes =
          mayNameTypes && choice.equals("anyOf") && areIntAndText(option.itemsAt(choice));
      int index = 0;
      for (Value below : isTypes ? List.<Value>of() : option.itemsAt(choice)) {
        checkChoice("%s.%s[%d]".formatted(field, choice, index++), below, false);
      }
    }
    option.at("not").ifPresent(not -> checkChoice(field + ".not", not, false));
    NOT_IN_CHOICES.forEach(
        (name, how) -> {
          if (isSaid(option, name)) {
            problems.forbidden(field + "." + name, "must be %s to be structural".formatted(how));
          }
        });
  }
}
