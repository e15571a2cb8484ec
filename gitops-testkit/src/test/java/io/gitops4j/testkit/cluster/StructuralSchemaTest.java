package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words are those of Kubernetes 1.20.2. */
class StructuralSchemaTest {
  private static final String FIELDS =
      """
      str: {type: string, minLength: 2, maxLength: 4, pattern: '^[a-z]+$'}
      en: {type: string, enum: [a, b]}
      eni: {type: integer, enum: [1, 2]}
      num: {type: integer, minimum: 1, maximum: 10}
      exc: {type: number, minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: true}
      mul: {type: integer, multipleOf: 3}
      dt: {type: string, format: date-time}
      dur: {type: string, format: duration}
      by: {type: string, format: byte}
      ip: {type: string, format: ipv4}
      flag: {type: boolean}
      ios: {x-kubernetes-int-or-string: true}
      arr: {type: array, minItems: 1, maxItems: 2, items: {type: string}}
      set: {type: array, x-kubernetes-list-type: set, items: {type: string}}
      map: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k, p], items: {type: object, required: [k], properties: {k: {type: string}, p: {type: string, default: TCP}, v: {type: integer}}}}
      obj: {type: object, minProperties: 1, maxProperties: 2, additionalProperties: {type: integer}}
      nul: {type: string, nullable: true}
      nuld: {type: string, nullable: true, default: x}
      def: {type: string, default: x}
      defo: {type: object, default: {}, properties: {a: {type: integer, default: 5}}}
      emb: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}
      sub: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}
      ot: {type: object, additionalProperties: true}
      one: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}
      any: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}
      not: {type: object, properties: {a: {type: string}}, not: {required: [a]}}
      all: {type: string, allOf: [{minLength: 3}, {pattern: '^x'}]}
      """;

  private static final StructuralSchema SCHEMA =
      StructuralSchema.of(
          Yaml.manifest(
                  """
                  apiVersion: apiextensions.k8s.io/v1
                  kind: CustomResourceDefinition
                  metadata: {name: vals.example.org}
                  spec:
                    versions:
                    - name: v1
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            spec: {type: object, properties: {%s}}
                  """
                      .formatted(FIELDS.strip().replace("\n", ", ")))
              .content(),
          "v1");

  private static MapValue object(String spec) {
    return Yaml.manifest(
            "{apiVersion: example.org/v1, kind: Val, metadata: {name: a}, spec: {%s}}"
                .formatted(spec))
        .content();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          str: a       | spec.str | FieldValueInvalid | Invalid value: "a": spec.str in body should be at least 2 chars long
          str: abcdef  | spec.str | FieldValueInvalid | Invalid value: "abcdef": spec.str in body should be at most 4 chars long
          str: AB      | spec.str | FieldValueInvalid | Invalid value: "AB": spec.str in body should match '^[a-z]+$'
          str: 5       | spec.str | FieldValueInvalid | Invalid value: "integer": spec.str in body must be of type string: "integer"
          str: []      | spec.str | FieldValueInvalid | Invalid value: "array": spec.str in body must be of type string: "array"
          str: null    | spec.str | FieldValueInvalid | Invalid value: "null": spec.str in body must be of type string: "null"
          en: c        | spec.en  | FieldValueNotSupported | Unsupported value: "c": supported values: "a", "b"
          eni: 3       | spec.eni | FieldValueNotSupported | Unsupported value: 3: supported values: "1", "2"
          num: 0       | spec.num | FieldValueInvalid | Invalid value: 0: spec.num in body should be greater than or equal to 1
          num: 11      | spec.num | FieldValueInvalid | Invalid value: 11: spec.num in body should be less than or equal to 10
          num: 1.5     | spec.num | FieldValueInvalid | Invalid value: "number": spec.num in body must be of type integer: "number"
          exc: 1       | spec.exc | FieldValueInvalid | Invalid value: 1: spec.exc in body should be greater than 1
          exc: 5       | spec.exc | FieldValueInvalid | Invalid value: 5: spec.exc in body should be less than 5
          mul: 4       | spec.mul | FieldValueInvalid | Invalid value: 4: spec.mul in body should be a multiple of 3
          dt: x        | spec.dt  | FieldValueInvalid | Invalid value: "x": spec.dt in body must be of type date-time: "x"
          dur: x       | spec.dur | FieldValueInvalid | Invalid value: "x": spec.dur in body must be of type duration: "x"
          by: '*'      | spec.by  | FieldValueInvalid | Invalid value: "*": spec.by in body must be of type byte: "*"
          ip: x        | spec.ip  | FieldValueInvalid | Invalid value: "x": spec.ip in body must be of type ipv4: "x"
          flag: 'true' | spec.flag | FieldValueInvalid | Invalid value: "string": spec.flag in body must be of type boolean: "string"
          ios: 1.5     | spec.ios | FieldValueInvalid | Invalid value: "number": spec.ios in body must be of type integer,string: "number"
          arr: []      | spec.arr | FieldValueInvalid | Invalid value: 0: spec.arr in body should have at least 1 items
          arr: [a,b,c] | spec.arr | FieldValueInvalid | Invalid value: 3: spec.arr in body should have at most 2 items
          arr: [1]     | spec.arr | FieldValueInvalid | Invalid value: "integer": spec.arr in body must be of type string: "integer"
          set: [a,b,a] | spec.set[2] | FieldValueDuplicate | Duplicate value: "a"
          map: [{k: a, p: TCP}, {k: a, p: TCP}] | spec.map[1] | FieldValueDuplicate | Duplicate value: map[string]interface {}{"k":"a", "p":"TCP"}
          map: [{p: a}] | spec.map.k | FieldValueRequired | Required value
          obj: {}      | spec.obj | FieldValueInvalid | Invalid value: 1: spec.obj in body should have at least 1 properties
          obj: {a: 1, b: 2, c: 3} | spec.obj | FieldValueInvalid | Invalid value: 2: spec.obj in body should have at most 2 properties
          obj: {a: x}  | spec.obj.a | FieldValueInvalid | Invalid value: "string": spec.obj.a in body must be of type integer: "string"
          emb: {kind: A} | spec.emb.apiVersion | FieldValueRequired | Required value: must not be empty
          one: {a: x, b: x} | <nil> | FieldValueInvalid | Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found 2 valid alternatives
          not: {a: b}  | <nil> | FieldValueInvalid | Invalid value: "": "spec.not" must not validate the schema (not)
          """)
  void refusesInTheWordsOfTheServer(String spec, String field, String reason, String message) {
    assertThat(SCHEMA.problems(null, object(spec)))
        .containsExactly(new Cause(field, reason, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          one: {} | <nil>: Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found none valid, spec.one.a: Required value
          any: {} | <nil>: Invalid value: "": "spec.any" must validate at least one schema (anyOf), spec.any.a: Required value
          all: ab | spec.all: Invalid value: "ab": spec.all in body should be at least 3 chars long, spec.all: Invalid value: "ab": spec.all in body should match '^x', <nil>: Invalid value: "": "spec.all" must validate all the schemas (allOf). None validated
          en: 5   | spec.en: Invalid value: "integer": spec.en in body must be of type string: "integer", spec.en: Unsupported value: 5: supported values: "a", "b"
          """)
  void tellsAllThatIsWrong(String spec, String causes) {
    assertThat(SCHEMA.problems(null, object(spec)))
        .extracting(cause -> cause.field() + ": " + cause.message())
        .containsExactly(causes.split(", (?=spec|<nil>)", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          num: 2.0
          ios: 5
          ios: 10%
          nul: null
          exc: 2
          emb: {kind: A, apiVersion: v1}
          """)
  void takesWhatFits(String spec) {
    assertThat(SCHEMA.problems(null, object(spec))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          zz: 1, def: a                                   | def: a
          map: [{k: a, zz: 1}]                            | map: [{k: a}]
          emb: {kind: A, apiVersion: v1, spec: {a: b}}    | emb: {kind: A, apiVersion: v1, spec: {a: b}}
          sub: {kind: A, apiVersion: v1, metadata: {name: b}, spec: {a: b}, c: d} | sub: {kind: A, apiVersion: v1, metadata: {name: b}, spec: {}}
          ot: {a: {b: [1]}, c: d}                         | ot: {a: {}, c: d}
          """)
  void prunesWhatItDoesNotKnow(String spec, String kept) {
    assertThat(SCHEMA.pruned(object(spec))).isEqualTo(object(kept));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nul: null, nuld: null, def: null, defo: null | nul: null, nuld: null, def: x, defo: {a: 5}
          str: null, ios: null                         | nuld: x, def: x, defo: {a: 5}
          defo: {a: null}, map: [{k: a}]               | nuld: x, def: x, defo: {a: 5}, map: [{k: a, p: TCP}]
          """)
  void fillsInDefaults(String spec, String filled) {
    assertThat(SCHEMA.defaulted(object(spec))).isEqualTo(object(filled));
  }

  @Test
  void whatKeepsUnknownFieldsIsNotPruned() {
    MapValue definition =
        Yaml.manifest(
                "{apiVersion: apiextensions.k8s.io/v1beta1, kind: CustomResourceDefinition,"
                    + " metadata: {name: a}, spec: {validation: {openAPIV3Schema: {type: object}}}}")
            .content();

    assertThat(StructuralSchema.of(definition, "v1").pruned(object("a: b")))
        .isEqualTo(object("a: b"));
  }
}
