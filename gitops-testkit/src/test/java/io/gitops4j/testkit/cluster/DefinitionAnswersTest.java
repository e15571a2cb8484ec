package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the differential test found about definitions, each with the answers of a real
 * kube-apiserver 1.20.2.
 */
class DefinitionAnswersTest {
  private static final String ROOT = "spec.validation.openAPIV3Schema";

  private final VirtualTime time = VirtualTime.create();
  private final KubernetesApi api =
      InMemoryCluster.named("found").version("v1.20.2").withoutControllers().on(time).api();

  private static Manifest definition(String spec, String versions) {
    return Yaml.manifest(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.found.example}
        spec:
          group: found.example
          scope: Namespaced
          names: {plural: widgets, kind: Widget}
          %s
          versions: [%s]
        """
            .formatted(spec, versions));
  }

  private static String version(String name, String more) {
    return "{name: %s, served: true, storage: %s, %s}".formatted(name, name.equals("v1"), more);
  }

  private static String schema(String root) {
    return "schema: {openAPIV3Schema: {%s}}".formatted(root);
  }

  private static Manifest withRoot(String root) {
    return definition("", version("v1", schema(root)));
  }

  private static Manifest withField(String field) {
    return withRoot("type: object, properties: {a: {%s}}".formatted(field));
  }

  private List<String> causes(ApiCall call) {
    return api.send(call).body().itemsAt("details", "causes").stream()
        .map(c -> c.textAt("field").orElse("") + ": " + c.textAt("message").orElse(""))
        .map(told -> told.replace(ROOT, "root"))
        .toList();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        argumentSet(
            "items are named as items",
            withField("type: array, items: {}"),
            List.of(
                "root.properties[a].items.type: Required value: must not be empty for specified array items")),
        argumentSet(
            "no type where a list asks for one",
            withField("x-kubernetes-list-type: set"),
            List.of(
                "root.properties[a].type: Required value: must be array if x-kubernetes-list-type is specified",
                "root.properties[a].type: Required value: must not be empty for specified object fields")),
        argumentSet(
            "a map of no items",
            withField("type: array, x-kubernetes-list-type: map"),
            List.of(
                "root.properties[a].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map",
                "root.properties[a].items: Required value: must have a schema if x-kubernetes-list-type is map",
                "root.properties[a].items: Required value: must be specified")),
        argumentSet(
            "a set of sets",
            withField(
                "type: array, x-kubernetes-list-type: set, items: {type: array, items: {type: string}, x-kubernetes-list-type: set}"),
            List.of(
                "root.properties[a].items.x-kubernetes-list-type: Invalid value: \"set\": must be atomic as item of a list with x-kubernetes-list-type=set")),
        argumentSet(
            "keys of no list",
            withField(
                "type: array, items: {type: string}, x-kubernetes-list-type: set, x-kubernetes-list-map-keys: [n]"),
            List.of(
                "root.properties[a].x-kubernetes-list-type: Invalid value: \"set\": must be map if x-kubernetes-list-map-keys is non-empty")),
        argumentSet(
            "a key that may be null",
            withField(
                "type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n], items: {type: object, properties: {n: {type: string, nullable: true}}}"),
            List.of(
                "root.properties[a].items.properties[n].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property",
                "root.properties[a].items.properties[n].nullable: Forbidden: this property is in x-kubernetes-list-map-keys, so it cannot be nullable")),
        argumentSet(
            "what is not understood hides the rest",
            withRoot("type: object, properties: {a: {type: object, $ref: x}, b: {}}"),
            List.of("root.properties[a].$ref: Forbidden: $ref is not supported")),
        argumentSet(
            "what is not structural hides defaults",
            withRoot("type: object, properties: {a: {type: string, default: 1}, b: {}}"),
            List.of(
                "root.properties[b].type: Required value: must not be empty for specified object fields")),
        argumentSet(
            "either a number or a text, and what else",
            withField("x-kubernetes-int-or-string: true, anyOf: [{type: string}, {type: integer}]"),
            List.of(
                "root.properties[a].anyOf[0].type: Forbidden: must be empty to be structural",
                "root.properties[a].anyOf[1].type: Forbidden: must be empty to be structural")),
        argumentSet(
            "a choice that may be null",
            withField("type: object, not: {nullable: true, description: so}"),
            List.of(
                "root.properties[a].not.description: Forbidden: must be empty to be structural",
                "root.properties[a].not.nullable: Forbidden: must be false to be structural")),
        argumentSet(
            "a default with a field that is not known",
            withField("type: object, properties: {b: {type: string}}, default: {b: 1, c: [x]}"),
            List.of(
                "root.properties[a].default: Invalid value: map[string]interface {}{\"b\":1, \"c\":[]interface {}{\"x\"}}: must not have unknown fields",
                "root.properties[a].default.b: Invalid value: \"integer\": b in body must be of type string: \"integer\"")),
        argumentSet(
            "a default of any key",
            withField("type: object, additionalProperties: {type: integer}, default: {b: x}"),
            List.of(
                "root.properties[a].default.b: Invalid value: \"string\": .b in body must be of type integer: \"string\"")),
        argumentSet(
            "a default in metadata",
            withRoot(
                "type: object, properties: {metadata: {type: object, properties: {name: {type: string, default: x}}}}"),
            List.of(
                "root.properties[metadata].properties[name].default: Forbidden: must not be set in top-level metadata")),
        argumentSet(
            "a pattern that is none",
            withField("type: string, pattern: '('"),
            List.of(
                "root.properties[a].pattern: Invalid value: \"(\": must be a valid regular expression, but isn't: error parsing regexp: missing closing ): `(`")),
        argumentSet(
            "what versions do not have in common is told of by version",
            definition(
                "",
                version("v1", schema("type: object") + ", subresources: {scale: {}}")
                    + ", "
                    + version(
                        "v2", schema("type: string") + ", additionalPrinterColumns: [{name: a}]")),
            List.of(
                "spec.versions[0].subresources.scale.specReplicasPath: Required value",
                "spec.versions[0].subresources.scale.statusReplicasPath: Required value",
                "spec.versions[1].schema.openAPIV3Schema.type: Invalid value: \"string\": must be object at the root",
                "spec.versions[1].additionalPrinterColumns[0].type: Required value: must be one of boolean,date,integer,number,string",
                "spec.versions[1].additionalPrinterColumns[0].JSONPath: Required value")),
        argumentSet(
            "paths of a scale",
            definition(
                "",
                version(
                    "v1",
                    schema("type: object")
                        + ", subresources: {scale: {specReplicasPath: spec.size, statusReplicasPath: .spec.size, labelSelectorPath: .metadata.x}}")),
            List.of(
                "spec.subresources.scale.specReplicasPath: Invalid value: \"spec.size\": must be a simple json path starting with .",
                "spec.subresources.scale.statusReplicasPath: Invalid value: \".spec.size\": should be a json path under .status",
                "spec.subresources.scale.labelSelectorPath: Invalid value: \".metadata.x\": should be a json path under either .spec or .status")),
        argumentSet(
            "all fields are kept",
            definition(
                "preserveUnknownFields: true",
                version("v1", schema("type: object, properties: {a: {type: string, default: x}}"))),
            List.of(
                "spec.preserveUnknownFields: Invalid value: true: must be false in order to use defaults in the schema",
                "spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-preserve-unknown-fields to true in spec.versions[*].schema instead")),
        argumentSet(
            "a webhook that is not wanted",
            definition(
                "conversion: {strategy: None, webhook: {conversionReviewVersions: [v1], clientConfig: {url: 'https://a'}}}",
                version("v1", schema("type: object"))),
            List.of(
                "spec.conversion.webhookClientConfig: Forbidden: should not be set when strategy is not set to Webhook",
                "spec.conversion.conversionReviewVersions: Forbidden: should not be set when strategy is not set to Webhook")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedAsByTheServer(Manifest definition, List<String> causes) {
    assertThat(causes(ApiCall.create(definition, "alpha")))
        .containsExactlyInAnyOrderElementsOf(causes);
  }

  @Test
  void onlyWhatIsServedKeepsItsKindAndScope() {
    Manifest first = withRoot("type: object");
    api.send(ApiCall.create(first, "alpha"));
    time.runDue();
    MapValue other =
        Fields.set(
            Fields.set(first.content(), "Gadget", "spec", "names", "kind"),
            "Cluster",
            "spec",
            "scope");

    assertThat(causes(ApiCall.apply(Manifest.of(other), "alpha").forced()))
        .containsExactly(
            "spec.scope: Invalid value: \"Cluster\": field is immutable",
            "spec.names.kind: Invalid value: \"Gadget\": field is immutable");
  }

  @Test
  void aVersionThatIsStoredMustStay() {
    api.send(ApiCall.create(withRoot("type: object"), "alpha"));
    MapValue other =
        definition(
                "", "{name: v2, served: true, storage: true, %s}".formatted(schema("type: object")))
            .content();

    assertThat(causes(ApiCall.apply(Manifest.of(other), "alpha").forced()))
        .containsExactly(
            "status.storedVersions[0]: Invalid value: \"v1\": must appear in spec.versions");
  }
}
