package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.EVERY_SORT;
import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.GroupVersionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSetBuilderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {scalar: 1}                                    | .scalar
          {scalar: null}                                 | .scalar
          {atoms: [a, b]}                                | .atoms
          {atoms: []}                                    | .atoms
          {atoms: null}                                  | .atoms
          {whole: {a: b}}                                | .whole
          {whole: {}}                                    | .whole
          {struct: {x: 1}}                               | .struct.x
          {struct: {x: 1, y: {name: a}}}                 | .struct.x .struct.y.name
          {struct: {}}                                   | .struct
          {struct: null}                                 | .struct
          {struct: {y: {}}}                              | .struct.y
          {map: {a: 1}}                                  | .map.a
          {map: {a: {b: 1}}}                             | .map.a .map.a.b
          {map: {a: {}}}                                 | .map.a
          {map: {a: null}}                               | .map.a
          {map: {}}                                      | .map
          {set: [x, y]}                                  | .set[="x"] .set[="y"]
          {set: []}                                      | -
          {set: null}                                    | .set
          {list: [{name: a, n: 1}]}                      | .list[name="a"] .list[name="a"].name .list[name="a"].n
          {list: []}                                     | -
          {list: null}                                   | .list
          {ports: [{port: 80}]}                          | .ports[port=80,protocol="TCP"] .ports[port=80,protocol="TCP"].port
          {ports: [{port: 80, protocol: UDP}]}           | .ports[port=80,protocol="UDP"] .ports[port=80,protocol="UDP"].port .ports[port=80,protocol="UDP"].protocol
          {ports: [{port: 80}, {port: '80'}]}            | .ports[port=80,protocol="TCP"] .ports[port=80,protocol="TCP"].port .ports[port="80",protocol="TCP"] .ports[port="80",protocol="TCP"].port
          {pairs: [{a: 1}]}                              | .pairs[a=1] .pairs[a=1].a
          {any: {spec: {size: 1, list: [1, 2]}}}         | .any.spec .any.spec.size .any.spec.list
          """)
  void anApplyOwns(String object, String owned) {
    assertThat(paths(ServerSideApply.fieldSetOf(map(object), EVERY_SORT))).isEqualTo(paths(owned));
  }

  @Test
  void anItemThatIsThereTwiceIsOwnedAsOne() {
    FieldSet set =
        FieldSetBuilder.fieldSetOf(
            map("{list: [{name: a, n: 1}, {name: a, n: 2}]}"), EVERY_SORT, ServerProfile.CURRENT);

    assertThat(paths(set)).containsExactly(".list[name=\"a\"]");
  }

  @Test
  void versionKindAndNameAreNotOwnedButLabelsAre() {
    Schema schema = BuiltInSchemas.of(GroupVersionKind.of("v1", "ConfigMap")).orElseThrow();

    FieldSet set =
        ServerSideApply.fieldSetOf(
            map(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a, namespace: b, labels: {c: d}, finalizers: [e]}
                """),
            schema);

    assertThat(paths(set)).containsExactly(".metadata.finalizers[=\"e\"]", ".metadata.labels.c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {text: 1}                                   | .text: must be a text, was a number
          {number: '1'}                               | .number: must be a number, was a text
          {flag: 'yes'}                               | .flag: must be true or false, was a text
          {text: {a: b}}                              | .text: must be a text, was a map
          {struct: [a]}                               | .struct: must be a map, was a list
          {struct: {x: 1, z: 1}}                      | .struct.z: field not declared in schema
          {atoms: [a, 1]}                             | .atoms[1]: must be a text, was a number
          {set: [a, b, a]}                            | .set: duplicate entries for key [="a"]
          {set: [{a: 1}]}                             | .set: an item of a set must be a scalar, was a map
          {list: [{name: a}, {name: a}]}              | .list: duplicate entries for key [name="a"]
          {list: [{n: 1}]}                            | .list: an item must have the key 'name', which tells it from the others
          {list: [a]}                                 | .list: an item of a list with keys 'name' must be a map, was a text
          {list: [null]}                              | .list: an item of a list with keys 'name' must be a map, was null
          {list: [{name: [a]}]}                       | .list: the key 'name' of an item must be a scalar, was a list
          {ports: [{port: 80}, {port: 80, protocol: TCP}]} | .ports: duplicate entries for key [port=80,protocol="TCP"]
          """)
  void refusesWhatDoesNotFit(String object, String message) {
    assertThatThrownBy(() -> ServerSideApply.fieldSetOf(map(object), EVERY_SORT))
        .isInstanceOf(MergeException.class)
        .hasMessage(message);
  }
}
