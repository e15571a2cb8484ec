package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;

/** Makes up schemas of texts, numbers and the like, each with values that mostly fit. */
final class ScalarDrafts {
  private final Chance chance;

  ScalarDrafts(Chance chance) {
    this.chance = chance;
  }

  Draft any() {
    return switch (chance.upTo(7)) {
      case 0, 1, 2 -> text();
      case 3, 4 -> integer();
      case 5 -> number();
      case 6 -> bool();
      default -> intOrText();
    };
  }

  private Draft text() {
    MapValue schema = MapValue.of("type", Scalar.of("string"));
    schema =
        switch (chance.upTo(7)) {
          case 0 -> schema.with("enum", Value.of(List.of("1", "2")));
          case 1 -> schema.with("maxLength", Scalar.of(2));
          case 2 -> schema.with("minLength", Scalar.of(1));
          case 3 -> schema.with("pattern", Scalar.of("^[0-9]+$"));
          case 4 ->
              schema.with("format", Scalar.of(chance.oneOf("date-time", "ipv4", "byte", "odd")));
          default -> schema;
        };
    return Draft.of(optionals(schema, Scalar.of("1")), Shape.text("1", "2", "3", "", "long"));
  }

  private Draft integer() {
    MapValue schema = MapValue.of("type", Scalar.of("integer"));
    schema =
        switch (chance.upTo(7)) {
          case 0 -> schema.with("maximum", Scalar.of(2));
          case 1 -> schema.with("minimum", Scalar.of(1)).with("exclusiveMinimum", Scalar.of(true));
          case 2 -> schema.with("enum", Value.of(List.of(1, 2)));
          case 3 -> schema.with("multipleOf", Scalar.of(2));
          case 4 -> schema.with("format", Scalar.of(chance.oneOf("int32", "int64")));
          default -> schema;
        };
    return Draft.of(optionals(schema, Scalar.of(2)), Shape.number(1, 2, 3));
  }

  private Draft number() {
    MapValue schema = MapValue.of("type", Scalar.of("number"));
    if (chance.isLikely(0.3)) {
      schema = schema.with("minimum", Value.of(0.5));
    }
    return Draft.of(optionals(schema, Value.of(1.5)), Shape.any(0.25, 1, 1.5, 2.0));
  }

  private Draft bool() {
    MapValue schema = MapValue.of("type", Scalar.of("boolean"));
    return Draft.of(optionals(schema, Scalar.of(false)), Shape.bool());
  }

  private Draft intOrText() {
    MapValue schema = MapValue.of("x-kubernetes-int-or-string", Scalar.of(true));
    if (chance.isLikely(0.4)) {
      Value choices = Value.of(List.of(Map.of("type", "integer"), Map.of("type", "string")));
      schema = schema.with("anyOf", choices);
    }
    return Draft.of(optionals(schema, Scalar.of(1)), Shape.any(1, 2, "1", "50%"));
  }

  private MapValue optionals(MapValue schema, Value usual) {
    MapValue result = schema;
    if (chance.isLikely(0.15)) {
      result = result.with("nullable", Scalar.of(true));
    }
    if (chance.isLikely(0.2)) {
      result = result.with("default", usual);
    }
    if (chance.isLikely(0.05)) {
      Value range = SchemaDrafts.schema("minimum", 1, "maxLength", 2);
      result = result.with(chance.oneOf("allOf", "anyOf", "oneOf"), ListValue.of(range));
    }
    return chance.isLikely(0.1) ? result.with("description", Scalar.of("So it is.")) : result;
  }
}
