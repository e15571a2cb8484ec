package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What no schema of a definition may use, and what its lists and maps must be like, wherever in it
 * they are.
 */
final class DefinitionSchemaRules {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "object", "string");
  private static final List<String> UNSUPPORTED =
      List.of("id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref");

  private final Problems problems;

  DefinitionSchemaRules(Problems problems) {
    this.problems = problems;
  }

  /** Whether the server goes on to look at the structure of it. */
  static boolean isUnderstood(Value schema) {
    return UNSUPPORTED.stream().noneMatch(name -> isSaid(schema, name))
        && schema.at("items").filter(items -> items.asList().isPresent()).isEmpty()
        && below("", schema).values().stream().allMatch(DefinitionSchemaRules::isUnderstood);
  }

  private static boolean isSaid(Value schema, String name) {
    return schema
        .at(name)
        .filter(value -> !value.isNull() && !value.equals(MapValue.EMPTY))
        .filter(value -> !value.asText().filter(String::isEmpty).isPresent())
        .isPresent();
  }

  /** The schemas right below one, each by its field, in the order in which they are looked at. */
  private static Map<String, Value> below(String field, Value schema) {
    Map<String, Value> below = new LinkedHashMap<>();
    schema
        .at("additionalProperties")
        .filter(others -> others.asMap().isPresent())
        .ifPresent(others -> below.put(field + ".additionalProperties", others));
    new TreeMap<>(schema.mapAt("properties").entries())
        .forEach((name, part) -> below.put("%s.properties[%s]".formatted(field, name), part));
    schema.at("not").ifPresent(not -> below.put(field + ".not", not));
    for (String choice : List.of("allOf", "oneOf", "anyOf")) {
      int index = 0;
      for (Value option : schema.itemsAt(choice)) {
        below.put("%s.%s[%d]".formatted(field, choice, index++), option);
      }
    }
    schema.at("items").ifPresent(items -> addItems(field + ".items", items, below));
    return below;
  }

  private static void addItems(String field, Value items, Map<String, Value> below) {
    if (items instanceof ListValue list) {
      int index = 0;
      for (Value item : list.items()) {
        below.put("%s[%d]".formatted(field, index++), item);
      }
    } else {
      below.put(field, items);
    }
  }

  void checkRoot(String field, MapValue schema) {
    if (StructuralSchema.isSet(schema, "nullable")) {
      problems.forbidden(field + ".nullable", "nullable cannot be true at the root");
    }
    check(field, schema);
  }

  private void check(String field, Value schema) {
    checkForbidden(field, schema);
    below(field, schema).forEach(this::check);
    schema
        .at("x-kubernetes-preserve-unknown-fields")
        .flatMap(Value::asBoolean)
        .filter(kept -> !kept)
        .ifPresent(
            kept ->
                problems.invalid(
                    field + ".x-kubernetes-preserve-unknown-fields",
                    "false",
                    "must be true or undefined"));
    new DefinitionListRules(problems, field, schema).check();
  }

  private void checkForbidden(String field, Value schema) {
    for (String name : UNSUPPORTED) {
      if (isSaid(schema, name)) {
        problems.forbidden(field + "." + name, name + " is not supported");
      }
    }
    String type = schema.textAt("type").orElse("");
    if (!type.isEmpty() && !TYPES.contains(type)) {
      String names = "\"" + String.join("\", \"", TYPES) + "\"";
      problems.unsupported(field + ".type", GoText.quoted(type), names);
    }
    if (StructuralSchema.isSet(schema, "uniqueItems")) {
      problems.forbidden(
          field + ".uniqueItems",
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
    }
    boolean isOpen =
        schema.at("additionalProperties").filter(o -> !o.asBoolean().orElse(false)).isPresent();
    if (isOpen && !schema.mapAt("properties").isEmpty()) {
      problems.forbidden(
          field + ".additionalProperties",
          "additionalProperties and properties are mutual exclusive");
    }
    if (schema.at("items").filter(items -> items.asList().isPresent()).isPresent()) {
      problems.forbidden(field + ".items", "items must be a schema object and not an array");
    }
    schema.textAt("pattern").ifPresent(pattern -> checkPattern(field + ".pattern", pattern));
  }

  private void checkPattern(String field, String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      problems.invalid(
          field,
          GoText.quoted(pattern),
          "must be a valid regular expression, but isn't: error parsing regexp: " + wordsOf(e));
    }
  }

  /** The usual ones in the words of Go. */
  private static String wordsOf(PatternSyntaxException e) {
    String words = e.getDescription();
    List<String> known = new ArrayList<>();
    if (words.startsWith("Unclosed group")) {
      known.add("missing closing )");
    } else if (words.startsWith("Unclosed character class")) {
      known.add("missing closing ]");
    } else if (words.startsWith("Unmatched closing ')'")) {
      known.add("unexpected )");
    }
    return "%s: `%s`".formatted(known.isEmpty() ? words : known.get(0), e.getPattern());
  }
}
