package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static io.gitops4j.core.merge.ServerProfile.CURRENT;
import static io.gitops4j.core.merge.ServerProfile.KUBERNETES_1_20;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kubernetes 1.20 owns was taken from the real server. */
class CustomResourceSchemasTest {
  private static final GroupVersionKind KIND = GroupVersionKind.of("example.org/v1", "Thing");
  private static final String FIELDS =
      """
      set: {type: array, items: {type: string}, x-kubernetes-list-type: set}
      keyed: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: {type: object, properties: {name: {type: string}}}}
      atom: {type: array, items: {type: string}}
      whole: {type: object, x-kubernetes-map-type: atomic, additionalProperties: {type: string}}
      parts: {type: object, additionalProperties: {type: string}}
      some: {type: array, nullable: true, x-kubernetes-list-type: set, items: {type: string}}
      inner: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}
      open: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {l: {type: array, items: {type: string}, x-kubernetes-list-type: set}, o: {type: object}}}
      empty: {type: object}
      free: {x-kubernetes-preserve-unknown-fields: true}
      """;

  private static Schema schema(String properties, ServerProfile profile) {
    return schemaOf(
        "{type: object, properties: {spec: {type: object, properties: {"
            + properties.strip().replace("\n", ", ")
            + "}}}}",
        profile);
  }

  private static Schema schemaOf(String schema, ServerProfile profile) {
    return Objects.requireNonNull(CustomResourceSchemas.of(definition(schema), profile).get(KIND));
  }

  private static MapValue definition(String schema) {
    return map(
        """
        apiVersion: apiextensions.k8s.io/v1
        metadata: {name: things.example.org}
        spec:
          group: example.org
          names: {kind: Thing, plural: things}
          versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: %s}}]
        """
            .formatted(schema));
  }

  private static Set<String> owned(String object, Schema schema) {
    ServerSideApply.validate(map(object), schema);
    return paths(ServerSideApply.fieldSetOf(map(object), schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {set: [u], some: [u]}       | .spec.set[="u"] .spec.some[="u"]
          {keyed: [{name: a}]}        | .spec.keyed[name="a"] .spec.keyed[name="a"].name
          {atom: [u]}                 | .spec.atom
          {whole: {a: b}}             | .spec.whole
          {parts: {a: b}}             | .spec.parts.a
          {inner: {kind: A, metadata: {finalizers: [x], labels: {a: b}}, spec: {l: [1]}}} | .spec.inner.kind .spec.inner.metadata.finalizers[="x"] .spec.inner.metadata.labels.a .spec.inner.spec .spec.inner.spec.l
          {open: {l: [u], p: {q: [1]}, o: {a: {b: c}}}} | .spec.open.l[="u"] .spec.open.p .spec.open.p.q .spec.open.o.a .spec.open.o.a.b
          """)
  void anApplierOwnsOnEveryServer(String spec, String owned) {
    String object = "{metadata: {finalizers: [f]}, spec: %s}".formatted(spec);
    Set<String> expected = paths(owned + " .metadata.finalizers[=\"f\"]");

    assertThat(owned(object, schema(FIELDS, CURRENT))).isEqualTo(expected);
    assertThat(owned(object, schema(FIELDS, KUBERNETES_1_20))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {empty: {a: {b: c}}} | .spec.empty.a | .spec.empty.a .spec.empty.a.b
          {free: {a: {b: c}}}  | .spec.free    | .spec.free.a .spec.free.a.b
          """)
  void whatIsNotDescribedWasAtomic(String spec, String of120, String current) {
    String object = "{spec: %s}".formatted(spec);

    assertThat(owned(object, schema(FIELDS, KUBERNETES_1_20))).isEqualTo(paths(of120));
    assertThat(owned(object, schema(FIELDS, CURRENT))).isEqualTo(paths(current));
  }

  @Test
  void oneIntOrStringMadeEverythingUntyped() {
    String fields = FIELDS + "port: {x-kubernetes-int-or-string: true}";
    String object = "{metadata: {finalizers: [f]}, spec: {set: [u], whole: {a: b}}}";

    assertThat(owned(object, schema(fields, KUBERNETES_1_20)))
        .containsExactlyInAnyOrder(
            ".metadata.finalizers", ".spec", ".spec.set", ".spec.whole", ".spec.whole.a");
    assertThat(owned(object, schema(fields, CURRENT)))
        .containsExactlyInAnyOrder(
            ".metadata.finalizers[=\"f\"]", ".spec.set[=\"u\"]", ".spec.whole");
  }

  @Test
  void atTheRootUnknownFieldsMayBe() {
    Schema schema =
        schemaOf(
            "{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {set: {type:"
                + " array, items: {type: string}, x-kubernetes-list-type: set}}}",
            KUBERNETES_1_20);

    assertThat(owned("{metadata: {finalizers: [f]}, set: [a], status: {c: [a]}}", schema))
        .containsExactlyInAnyOrder(
            ".metadata.finalizers[=\"f\"]", ".set[=\"a\"]", ".status", ".status.c");
  }

  @Test
  void undeclaredFieldsAreRefused() {
    assertThatThrownBy(
            () -> ServerSideApply.validate(map("{spec: {zz: 1}}"), schema(FIELDS, CURRENT)))
        .hasMessage(".spec.zz: field not declared in schema");
    assertThatThrownBy(
            () -> ServerSideApply.validate(map("{metadata: {zz: 1}}"), schema(FIELDS, CURRENT)))
        .hasMessage(".metadata.zz: field not declared in schema");
  }

  @Test
  void definitionsOfTheFirstKindHaveOneSchemaAndKeepUnknownFields() {
    MapValue definition =
        map(
            """
            apiVersion: apiextensions.k8s.io/v1beta1
            metadata: {name: things.example.org}
            spec:
              group: example.org
              version: v1
              names: {kind: Thing}
              validation: {openAPIV3Schema: {type: object, properties: {st: {type: object, properties: {a: {type: string}}}}}}
            """);
    Map<GroupVersionKind, Schema> schemas = CustomResourceSchemas.of(definition, KUBERNETES_1_20);

    assertThat(owned("{st: {b: {c: [1], d: {e: f}}}}", Objects.requireNonNull(schemas.get(KIND))))
        .containsExactlyInAnyOrder(".st.b", ".st.b.c", ".st.b.d", ".st.b.d.e");
  }

  @Test
  void withoutSchemaNothingIsKnown() {
    MapValue definition =
        map(
            "{apiVersion: apiextensions.k8s.io/v1beta1, spec: {group: example.org, version: v1,"
                + " names: {kind: Thing}}}");

    assertThat(CustomResourceSchemas.of(definition, CURRENT)).containsEntry(KIND, Schema.deduced());
  }

  @Test
  void versionsThatAreNotServedAreLeftOut() {
    MapValue definition =
        map(
            "{apiVersion: apiextensions.k8s.io/v1, spec: {group: example.org, names: {kind: Thing},"
                + " versions: [{name: v1, served: false}, {name: v2, served: true}]}}");

    assertThat(CustomResourceSchemas.of(definition, CURRENT))
        .containsOnlyKeys(GroupVersionKind.of("example.org/v2", "Thing"));
  }

  @Test
  void namesWhatADefinitionLacks() {
    assertThatThrownBy(
            () -> CustomResourceSchemas.of(map("{metadata: {name: a.b}, spec: {}}"), CURRENT))
        .isInstanceOf(SchemaException.class)
        .hasMessage("a.b: spec.group must be given");
  }
}
