package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a schema must be like for a definition: structural, and its lists of a kind. */
final class DefinitionSchemaRules {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "object", "string");
  private static final List<String> CHOICES = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> NOT_IN_CHOICES =
      List.of("type", "default", "description", "additionalProperties", "nullable");

  private final Problems problems;

  DefinitionSchemaRules(Problems problems) {
    this.problems = problems;
  }

  void checkRoot(String field, MapValue schema) {
    String type = schema.textAt("type").orElse("");
    if (type.isEmpty()) {
      problems.required(field + ".type", "must not be empty at the root");
    } else if (!type.equals("object")) {
      problems.invalid(field + ".type", GoText.quoted(type), "must be object at the root");
    }
    if (StructuralSchema.isSet(schema, "nullable")) {
      problems.forbidden(field + ".nullable", "nullable cannot be true at the root");
    }
    checkIdentity(field, schema);
    checkParts(field, schema);
  }

  private void checkIdentity(String field, MapValue schema) {
    for (String name : List.of("apiVersion", "kind")) {
      schema
          .textAt("properties", name, "type")
          .filter(type -> !type.equals("string"))
          .ifPresent(
              type ->
                  problems.invalid(
                      "%s.properties[%s].type".formatted(field, name),
                      GoText.quoted(type),
                      "must be string"));
    }
    Set<String> said = new HashSet<>(schema.mapAt("properties", "metadata", "properties").keys());
    said.removeAll(Set.of("name", "generateName"));
    if (!said.isEmpty()) {
      problems.forbidden(
          field + ".properties[metadata]",
          "must not specify anything other than name and generateName, but metadata is implicitly specified");
    }
  }

  private void check(String field, Value schema) {
    checkType(field, schema);
    checkParts(field, schema);
  }

  private void checkType(String field, Value schema) {
    String type = schema.textAt("type").orElse("");
    boolean isFree =
        StructuralSchema.isSet(schema, "x-kubernetes-int-or-string")
            || StructuralSchema.isSet(schema, "x-kubernetes-preserve-unknown-fields");
    if (type.isEmpty() && !isFree) {
      problems.required(field + ".type", "must not be empty for specified object fields");
    } else if (!type.isEmpty() && !TYPES.contains(type)) {
      String names = "\"" + String.join("\", \"", TYPES) + "\"";
      problems.unsupported(field + ".type", GoText.quoted(type), names);
    }
  }

  private void checkParts(String field, Value schema) {
    checkForbidden(field, schema);
    checkExtensions(field, schema);
    new DefinitionListRules(problems, field, schema).check();
    checkDefault(field, schema);
    new TreeMap<>(schema.mapAt("properties").entries())
        .forEach((name, below) -> check("%s.properties[%s]".formatted(field, name), below));
    schema.at("items").ifPresent(items -> check(field + ".items", items));
    schema
        .at("additionalProperties")
        .filter(others -> others.asMap().isPresent())
        .ifPresent(others -> check(field + ".additionalProperties", others));
    for (String choice : CHOICES) {
      int index = 0;
      for (Value option : schema.itemsAt(choice)) {
        checkChoice("%s.%s[%d]".formatted(field, choice, index++), option);
      }
    }
    schema.at("not").ifPresent(not -> checkChoice(field + ".not", not));
  }

  private void checkChoice(String field, Value option) {
    for (String name : NOT_IN_CHOICES) {
      if (option.at(name).isPresent()) {
        problems.forbidden(field + "." + name, "must be empty to be structural");
      }
    }
    option
        .mapAt("properties")
        .entries()
        .forEach((name, below) -> checkChoice("%s.properties[%s]".formatted(field, name), below));
  }

  private void checkForbidden(String field, Value schema) {
    if (schema.textAt("type").filter("array"::equals).isPresent() && schema.at("items").isEmpty()) {
      problems.required(field + ".items", "must be specified");
    }
    if (StructuralSchema.isSet(schema, "uniqueItems")) {
      problems.forbidden(
          field + ".uniqueItems",
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
    }
    if (schema.at("additionalProperties").isPresent() && !schema.mapAt("properties").isEmpty()) {
      problems.forbidden(
          field + ".additionalProperties",
          "additionalProperties and properties are mutual exclusive");
    }
    if (schema.at("$ref").isPresent()) {
      problems.forbidden(field + ".$ref", "$ref is not supported");
    }
  }

  private void checkExtensions(String field, Value schema) {
    String keeps = "x-kubernetes-preserve-unknown-fields";
    Optional<Boolean> kept = schema.at(keeps).flatMap(Value::asBoolean);
    if (kept.isPresent() && !kept.get()) {
      problems.invalid(field + "." + keeps, "false", "must be true or undefined");
    }
    if (!StructuralSchema.isSet(schema, "x-kubernetes-embedded-resource")) {
      return;
    }
    if (kept.isEmpty() && schema.mapAt("properties").isEmpty()) {
      problems.required(
          field + ".properties",
          "must not be empty if x-kubernetes-embedded-resource is true without " + keeps);
    }
    String type = schema.textAt("type").orElse("");
    if (!type.equals("object")) {
      problems.invalid(
          field + ".type",
          GoText.quoted(type),
          "must be object if x-kubernetes-embedded-resource is true");
    }
  }

  private void checkDefault(String field, Value schema) {
    Optional<Value> value = schema.at("default");
    if (value.isEmpty()) {
      return;
    }
    // The field of a default has no name of its own, so the message begins with a blank.
    for (Cause cause : StructuralValidation.problemsOfDefault(value.get(), schema)) {
      problems.add(new Cause(field + ".default", cause.reason(), cause.message()));
    }
  }
}
