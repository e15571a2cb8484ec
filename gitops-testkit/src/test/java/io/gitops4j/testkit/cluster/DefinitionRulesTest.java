package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields and words are the answers of kube-apiserver 1.20.2. */
class DefinitionRulesTest {
  private static final String A = "spec.validation.openAPIV3Schema.properties[spec].properties[a]";

  private static MapValue definition(String group, String names, String root, String field) {
    return Yaml.manifest(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: bads.fixed.example}
            spec:
              group: %s
              scope: Namespaced
              names: {%s}
              conversion: {strategy: None}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    %s
                    properties: {spec: {type: object, properties: {a: {%s}}}}
            """
                .formatted(group, names, root, field))
        .content();
  }

  private static List<Cause> causes(MapValue definition) {
    Problems problems = new Problems();
    MapValue complete = new Defaults(Release.of("v1.20.2")).of(Kinds.DEFINITION, definition);
    new DefinitionRules(problems, complete).check(null, true);
    return problems.causes();
  }

  private static String told(List<Cause> causes) {
    assertThat(causes).hasSize(1);
    return causes.get(0).field().replace(A, "a") + ": " + causes.get(0).message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x: 1 | a.type: Required value: must not be empty for specified object fields",
        "type: text | a.type: Unsupported value: \"text\": supported values: \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"",
        "type: array | a.items: Required value: must be specified",
        "type: array, items: {type: string}, uniqueItems: true | a.uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic",
        "type: object, properties: {x: {type: string}}, additionalProperties: {type: string} | a.additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive",
        "type: array, items: {type: string}, x-kubernetes-list-type: bag | a.x-kubernetes-list-type: Unsupported value: \"bag\": supported values: \"atomic\", \"set\", \"map\"",
        "type: string, x-kubernetes-list-type: set | a.type: Invalid value: \"string\": must be array if x-kubernetes-list-type is specified",
        "type: array, items: {type: object, properties: {n: {type: string}}}, x-kubernetes-list-type: map | a.x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map",
        "type: array, items: {type: object, properties: {n: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n] | a.items.properties[n].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property",
        "type: array, items: {type: object, required: [z], properties: {n: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [z] | a.x-kubernetes-list-map-keys: Invalid value: []string{\"z\"}: entries must all be names of item properties",
        "type: array, items: {type: object, required: [n], properties: {n: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n, n] | a.x-kubernetes-list-map-keys: Invalid value: []string{\"n\", \"n\"}: must not contain duplicate entries",
        "type: array, items: {type: object, required: [n], properties: {n: {type: object}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n] | a.items.properties[n].type: Invalid value: \"object\": must be a scalar type if parent array's x-kubernetes-list-type is map",
        "type: array, items: {type: string}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n] | a.items.type: Invalid value: \"string\": must be object if parent array's x-kubernetes-list-type is map",
        "type: array, items: {type: object}, x-kubernetes-list-map-keys: [n] | a.x-kubernetes-list-type: Required value: must be map if x-kubernetes-list-map-keys is non-empty",
        "type: array, items: {type: object}, x-kubernetes-list-type: set | a.items.x-kubernetes-map-type: Invalid value: \"null\": must be atomic as item of a list with x-kubernetes-list-type=set",
        "type: array, items: {type: string, nullable: true}, x-kubernetes-list-type: set | a.items.nullable: Forbidden: cannot be nullable when x-kubernetes-list-type is set",
        "type: object, x-kubernetes-map-type: x | a.x-kubernetes-map-type: Unsupported value: \"x\": supported values: \"atomic\", \"granular\"",
        "type: string, x-kubernetes-map-type: atomic | a.type: Invalid value: \"string\": must be object if x-kubernetes-map-type is specified",
        "type: integer, default: x | a.default: Invalid value: \"string\":  in body must be of type integer: \"string\"",
        "type: object, x-kubernetes-embedded-resource: true | a.properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields",
        "type: object, x-kubernetes-preserve-unknown-fields: false | a.x-kubernetes-preserve-unknown-fields: Invalid value: false: must be true or undefined",
        "type: string, anyOf: [{type: string}] | a.anyOf[0].type: Forbidden: must be empty to be structural",
        "type: string, $ref: '#/x' | a.$ref: Forbidden: $ref is not supported"
      })
  void aSchemaMustBeStructural(String field, String words) {
    assertThat(
            told(
                causes(
                    definition("fixed.example", "kind: Bad, plural: bads", "type: object", field))))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nullable: false | openAPIV3Schema.type: Required value: must not be empty at the root",
        "type: string | openAPIV3Schema.type: Invalid value: \"string\": must be object at the root",
        "{type: object, nullable: true} | openAPIV3Schema.nullable: Forbidden: nullable cannot be true at the root"
      })
  void theRootOfASchemaIsAnObject(String root, String words) {
    String line = root.replaceAll("[{}]", "").replace(", ", "\n        ");
    MapValue definition =
        definition("fixed.example", "kind: Bad, plural: bads", line, "type: string");

    assertThat(told(causes(definition))).isEqualTo("spec.validation." + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: Bad, plural: bads, listKind: Bad | spec.names.listKind: Invalid value: \"Bad\": kind and listKind may not be the same",
        "plural: bads | spec.names.kind: Required value",
        "kind: Bad, plural: bads, singular: Bad | spec.names.singular: Invalid value: \"Bad\": a DNS-1035 label must consist of",
        "kind: bad_kind, plural: bads | spec.names.kind: Invalid value: \"bad_kind\": may have mixed case, but should otherwise match: a DNS-1035 label",
        "kind: Bad, plural: bads, shortNames: [B] | spec.names.shortNames[0]: Invalid value: \"B\": a DNS-1035 label",
        "kind: Bad, plural: worses | metadata.name: Invalid value: \"bads.fixed.example\": must be spec.names.plural+\".\"+spec.group"
      })
  void namesMustFit(String names, String words) {
    MapValue definition = definition("fixed.example", names, "type: object", "type: string");

    assertThat(causes(definition))
        .extracting(cause -> cause.field() + ": " + cause.message())
        .anySatisfy(told -> assertThat(told).startsWith(words));
  }

  @Test
  void oneThatIsInOrderIsTaken() {
    MapValue definition =
        definition(
            "fixed.example",
            "kind: Bad, plural: bads, singular: bad, listKind: BadList",
            "type: object",
            "x-kubernetes-int-or-string: true, anyOf: [{pattern: x}]");

    assertThat(causes(definition)).isEmpty();
  }
}
