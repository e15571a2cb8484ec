package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a structural schema has against an object; a field of a list item is named without index.
 */
final class StructuralValidation {
  private final Problems problems = new Problems();

  private final boolean emptyTextIsNull;

  private StructuralValidation(boolean emptyTextIsNull) {
    this.emptyTextIsNull = emptyTextIsNull;
  }

  static List<Cause> problems(MapValue object, MapValue schema, boolean emptyTextIsNull) {
    StructuralValidation validation = new StructuralValidation(emptyTextIsNull);
    validation.checkMap(object, schema, "");
    return List.copyOf(new LinkedHashSet<>(validation.problems.causes()));
  }

  /** What a schema has against its own default. */
  static List<Cause> problemsOfDefault(Value value, Value schema, boolean emptyTextIsNull) {
    return new StructuralValidation(emptyTextIsNull).of(value, schema, "");
  }

  private List<Cause> of(Value value, Value schema, String field) {
    StructuralValidation validation = new StructuralValidation(emptyTextIsNull);
    validation.check(value, schema, field);
    return validation.problems.causes();
  }

  private void check(Value value, Value schema, String field) {
    new StructuralTypes(problems, emptyTextIsNull).check(value, schema, field);
    checkEnum(value, schema, field);
    if (value.isNull()) {
      return;
    }
    // Each looks at values of its own sort, whatever the schema wants.
    new StructuralBounds(problems, field, schema).check(value);
    checkParts(value, schema, field);
    checkChoices(value, schema, field);
  }

  private void checkEnum(Value value, Value schema, String field) {
    List<Value> allowed = schema.itemsAt("enum");
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      List<String> words = allowed.stream().map(StructuralValidation::quoted).toList();
      String shown = value.isNull() ? "\"null\"" : GoText.any(value);
      problems.unsupported(field, shown, String.join(", ", words));
    }
  }

  private static String quoted(Value value) {
    return value.asText().isPresent()
        ? CanonicalJson.write(value)
        : GoText.quoted(CanonicalJson.write(value));
  }

  private void checkParts(Value value, Value schema, String field) {
    if (value instanceof MapValue map) {
      checkMap(map, schema, field);
    }
    schema
        .at("items")
        .ifPresent(items -> value.itemsAt().forEach(item -> check(item, items, field)));
  }

  private void checkMap(MapValue map, Value schema, String field) {
    String prefix = field.isEmpty() ? "" : field + ".";
    for (Value required : schema.itemsAt("required")) {
      String name = required.asText().orElse("");
      if (map.get(name).isEmpty()) {
        problems.required(prefix + name);
      }
    }
    if (StructuralSchema.isSet(schema, "x-kubernetes-embedded-resource")) {
      new EmbeddedIdentity(problems, prefix).check(map);
    }
    for (Map.Entry<String, Value> entry : new TreeMap<>(map.entries()).entrySet()) {
      if (field.isEmpty() && entry.getKey().equals("metadata")) {
        continue;
      }
      checkEntry(entry, schema, field);
    }
  }

  private void checkEntry(Map.Entry<String, Value> entry, Value schema, String field) {
    String key = entry.getKey();
    Optional<Value> known = schema.mapAt("properties").get(key);
    Optional<Value> others = schema.at("additionalProperties");
    if (known.isPresent()) {
      check(entry.getValue(), known.get(), field.isEmpty() ? key : field + "." + key);
    } else if (others.filter(Scalar.of(false)::equals).isPresent()) {
      problems.invalid(
          field, GoText.quoted(key), "%s.%s in body is a forbidden property".formatted(field, key));
    } else if (others.flatMap(Value::asMap).isPresent()) {
      check(entry.getValue(), others.get(), field + "." + key);
    }
  }

  /** The schemas of these say what a value must be like, not what it consists of. */
  private void checkChoices(Value value, Value schema, String field) {
    checkAny(value, schema.itemsAt("anyOf"), field);
    checkOne(value, schema.itemsAt("oneOf"), field);
    checkAll(value, schema.itemsAt("allOf"), field);
    if (schema.at("not").filter(not -> of(value, not, field).isEmpty()).isPresent()) {
      unfit(field, "must not validate the schema (not)");
    }
  }

  private void checkAny(Value value, List<Value> schemas, String field) {
    if (!schemas.isEmpty() && valid(value, schemas, field) == 0) {
      unfit(field, "must validate at least one schema (anyOf)");
      problems.addAll(of(value, schemas.get(0), field));
    }
  }

  private void checkOne(Value value, List<Value> schemas, String field) {
    long valid = valid(value, schemas, field);
    if (schemas.isEmpty() || valid == 1) {
      return;
    }
    String found = valid == 0 ? "Found none valid" : "Found %d valid alternatives".formatted(valid);
    unfit(field, "must validate one and only one schema (oneOf). " + found);
    if (valid == 0) {
      problems.addAll(of(value, schemas.get(0), field));
    }
  }

  private void checkAll(Value value, List<Value> schemas, String field) {
    long valid = valid(value, schemas, field);
    if (valid == schemas.size()) {
      return;
    }
    schemas.forEach(schema -> problems.addAll(of(value, schema, field)));
    unfit(field, "must validate all the schemas (allOf)" + (valid == 0 ? ". None validated" : ""));
  }

  private long valid(Value value, List<Value> schemas, String field) {
    return schemas.stream().filter(schema -> of(value, schema, field).isEmpty()).count();
  }

  /** The server names no field here. */
  private void unfit(String field, String what) {
    problems.invalid("<nil>", "\"\"", "\"%s\" %s".formatted(field, what));
  }
}
