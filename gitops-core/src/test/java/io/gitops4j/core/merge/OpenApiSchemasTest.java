package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiSchemasTest {
  private static final GroupVersionKind KIND = GroupVersionKind.of("example.org/v1", "Thing");
  private static final MapValue V3 =
      map(
          """
          openapi: 3.0.0
          components:
            schemas:
              org.example.Thing:
                type: object
                x-kubernetes-group-version-kind: [{group: example.org, version: v1, kind: Thing}]
                properties:
                  apiVersion: {type: string}
                  metadata: {allOf: [{$ref: '#/components/schemas/org.example.Meta'}], default: {}}
                  ports:
                    type: array
                    items: {allOf: [{$ref: '#/components/schemas/org.example.Port'}], default: {}}
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [port, protocol]
                  limits: {type: object, additionalProperties: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity'}}
                  surge: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString'}
                  when: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime'}
                  names: {type: array, items: {type: string}, x-kubernetes-patch-strategy: merge}
                  volumes: {type: array, items: {$ref: '#/components/schemas/org.example.Port'}, x-kubernetes-patch-strategy: 'merge,retainKeys', x-kubernetes-patch-merge-key: port}
                  words: {type: array, items: {type: string}}
                  selector: {$ref: '#/components/schemas/org.example.Selector'}
                  loose: {$ref: '#/components/schemas/org.example.Selector', x-kubernetes-map-type: granular}
                  child: {$ref: '#/components/schemas/org.example.Thing'}
                  open: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}
                  inner: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}
              org.example.Meta: {type: object, properties: {name: {type: string}}}
              org.example.Port:
                type: object
                properties:
                  port: {type: integer, format: int32}
                  protocol: {type: string, default: TCP}
              org.example.Selector: {type: object, additionalProperties: {type: string}, x-kubernetes-map-type: atomic}
              io.k8s.apimachinery.pkg.api.resource.Quantity: {oneOf: [{type: string}, {type: number}]}
              io.k8s.apimachinery.pkg.util.intstr.IntOrString: {format: int-or-string, oneOf: [{type: integer}, {type: string}]}
              io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime: {type: string, format: date-time}
          """);

  private static Schema thing() {
    return OpenApiSchemas.of(V3, ServerProfile.CURRENT).of(KIND).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {ports: [{port: 80}]}                       | .ports[port=80,protocol="TCP"] .ports[port=80,protocol="TCP"].port
          {names: [a]}                                | .names[="a"]
          {volumes: [{port: 1}]}                      | .volumes[port=1] .volumes[port=1].port
          {words: [a]}                                | .words
          {selector: {a: b}}                          | .selector
          {loose: {a: b}}                             | .loose.a
          {child: {child: {words: []}}}               | .child.child.words
          {open: {a: b, c: {d: [e]}}}                 | .open.a .open.c .open.c.d
          {inner: {kind: A, metadata: {finalizers: [a]}, spec: {b: c}}} | .inner.kind .inner.metadata.finalizers[="a"] .inner.spec .inner.spec.b
          {limits: {cpu: 1, memory: 1Gi}, surge: 10%} | .limits.cpu .limits.memory .surge
          """)
  void anApplierOwns(String object, String owned) {
    ServerSideApply.validate(map(object), thing());

    assertThat(paths(ServerSideApply.fieldSetOf(map(object), thing()))).isEqualTo(paths(owned));
  }

  @ParameterizedTest
  @CsvSource({
    "surge, INT_OR_STRING",
    "when, MICRO_TIME",
    "apiVersion, TEXT",
  })
  void scalarsTellWhatTheyStandFor(String field, ScalarKind kind) {
    assertThat(thing().below(new FieldPath.Field(field)).scalarKind()).contains(kind);
  }

  @Test
  void undeclaredFieldsAreRefused() {
    assertThatThrownBy(() -> ServerSideApply.validate(map("{child: {foo: 1}}"), thing()))
        .hasMessage(".child.foo: field not declared in schema");
  }

  @Test
  void whatIsNotDescribedIsUnknown() {
    OpenApiSchemas schemas = OpenApiSchemas.of(V3, ServerProfile.CURRENT);

    assertThat(schemas.of(GroupVersionKind.of("example.org/v1", "Other"))).isEmpty();
    assertThat(schemas.kinds()).containsExactly(KIND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: {type: array}}                       | T: .a: a list must say what its items are
          {a: {type: text}}                        | T: .a: type must be array or object or string or integer or number or boolean, was 'text'
          {a: {$ref: '#/definitions/U'}}           | T: .a: there is no definition 'U'
          {a: {$ref: 'elsewhere'}}                 | T: .a: a reference must lead to a definition of the document, was 'elsewhere'
          {a: {type: array, items: {type: string}, x-kubernetes-list-type: map}} | T: .a: a list of type map must name its keys in x-kubernetes-list-map-keys
          {a: {type: array, items: {type: string}, x-kubernetes-list-type: bag}} | T: .a: x-kubernetes-list-type must be atomic or set or map, was 'bag'
          {a: 5}                                   | T: .a must be a map
          {a: {$ref: '#/definitions/Broken'}}      | Broken: properties must be a map
          """)
  void namesTheDefinitionThatMakesNoSense(String properties, String message) {
    MapValue document =
        map(
            "definitions: {Broken: {type: object, properties: 5}, T: {type: object, properties: "
                + properties
                + ", x-kubernetes-group-version-kind: [{group: '', version: v1, kind: T}]}}");
    OpenApiSchemas schemas = OpenApiSchemas.of(document, ServerProfile.CURRENT);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> schemas.of(GroupVersionKind.of("v1", "T")))
          .isInstanceOf(SchemaException.class)
          .hasMessage(message);
    }
  }

  @Test
  void refusesWhatIsNoDocument() {
    assertThatThrownBy(() -> OpenApiSchemas.of(map("{a: b}"), ServerProfile.CURRENT))
        .isInstanceOf(SchemaException.class)
        .hasMessage("OpenAPI document: it must have 'definitions' or 'components.schemas'");
  }
}
