package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Field;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                  | -                   | {}
          {'f:x': {}}                                         | .x                  | {'f:x': {}}
          {'f:x': {'.': {}}}                                  | .x                  | {'f:x': {}}
          {'f:a': {'f:x': {}}}                                | .a.x                | {'f:a': {'f:x': {}}}
          {'f:a': {'f:x': {}, '.': {}}}                       | .a .a.x             | {'f:a': {'.': {}, 'f:x': {}}}
          {'.': {}, 'f:x': {}}                                | .x                  | {'f:x': {}}
          {'f:app.kubernetes.io/name': {}}                    | .app.kubernetes.io/name | {'f:app.kubernetes.io/name': {}}
          {'v:"x"': {}, 'v:2': {}, 'v:true': {}}              | [=2] [="x"] [=true] | {'v:2': {}, 'v:"x"': {}, 'v:true': {}}
          {'i:3': {}}                                         | [3]                 | {'i:3': {}}
          {'k:{"b":1,"a":"x"}': {}}                           | [a="x",b=1]         | {'k:{"a":"x","b":1}': {}}
          {'k:{"port":80.0}': {}}                             | [port=80]           | {'k:{"port":80}': {}}
          {'k:{"n":1.5}': {}}                                 | [n=1.5]             | {'k:{"n":1.5}': {}}
          {'v:"\\u003ca\\u003e"': {}}                         | [="<a>"]            | {'v:"\\u003ca\\u003e"': {}}
          {'z:new': {'f:x': {}}}                              | -                   | {}
          {'f:a': {'z:new': {'f:x': {}}}}                     | .a                  | {'f:a': {}}
          {'f:a': {'z:new': {}, 'f:x': {}}}                   | .a.x                | {'f:a': {'f:x': {}}}
          """)
  void readsAndWritesTheWireForm(String wire, String members, String written) {
    FieldSet set = FieldSet.fromFieldsV1(map(wire));

    assertThat(paths(set)).isEqualTo(paths(members));
    assertThat(set.toFieldsV1()).isEqualTo(map(written));
  }

  @Test
  void writesInTheOrderOfTheServer() {
    FieldSet set =
        FieldSet.fromFieldsV1(
            map(
                """
                {'i:2': {}, 'v:"b"': {}, 'v:null': {}, 'v:false': {}, 'v:10': {}, 'v:9.5': {}, 'k:{"b":1}': {}, 'k:{"a":2,"b":1}': {},
                 'k:{"a":2}': {}, 'f:\uD83D\uDE00': {}, 'f:\uFF5E': {}, 'f:b': {'f:z': {}, '.': {}}, 'f:B': {}}
                """));

    assertThat(new ArrayList<>(set.toFieldsV1().keys()))
        .containsExactly(
            "f:B",
            "f:b",
            "f:\uFF5E",
            "f:\uD83D\uDE00",
            "k:{\"a\":2}",
            "k:{\"a\":2,\"b\":1}",
            "k:{\"b\":1}",
            "v:9.5",
            "v:10",
            "v:\"b\"",
            "v:false",
            "v:null",
            "i:2");
    assertThat(new ArrayList<>(set.toFieldsV1().mapAt("f:b").keys())).containsExactly(".", "f:z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'f': {}}",
        "{'fx:': {}}",
        "{'': {}}",
        "{'k:{\"a\":1': {}}",
        "{'k:{\"a\":1} x': {}}",
        "{'k:1': {}}",
        "{'k:{\"a\":[1]}': {}}",
        "{'i:x': {}}",
        "{'v:nul': {}}",
        "{'f:x': 1}"
      })
  void refusesABrokenWireForm(String wire) {
    assertThatThrownBy(() -> FieldSet.fromFieldsV1(map(wire)))
        .isInstanceOf(MergeException.class)
        .hasMessageContaining("malformed fieldsV1 element");
  }

  @Test
  void theRootIsNeverAMember() {
    assertThat(FieldSet.of(FieldPath.ROOT)).isEqualTo(FieldSet.EMPTY);
    assertThat(FieldSet.of(FieldPath.of("a")).contains(FieldPath.ROOT)).isFalse();
  }

  @Test
  void membershipOfParentAndChildIsIndependent() {
    FieldSet both = FieldSet.of(FieldPath.of("a"), FieldPath.of("a", "b"));
    FieldSet parent = FieldSet.of(FieldPath.of("a"));
    FieldSet child = FieldSet.of(FieldPath.of("a", "b"));

    assertThat(both.difference(parent)).isEqualTo(child);
    assertThat(both.difference(child)).isEqualTo(parent);
    assertThat(both.recursiveDifference(parent)).isEqualTo(FieldSet.EMPTY);
    assertThat(both.recursiveDifference(child)).isEqualTo(parent);
    assertThat(parent.union(child)).isEqualTo(both);
    assertThat(both.intersection(child)).isEqualTo(child);
    assertThat(parent.intersection(child)).isEqualTo(FieldSet.EMPTY);
    assertThat(both.leaves()).isEqualTo(child);
    assertThat(both.below(new Field("a"))).isEqualTo(FieldSet.of(FieldPath.of("b")));
    assertThat(both.size()).isEqualTo(2);
  }

  @Test
  void handsOutMembersBeforeWhatIsBelow() {
    FieldSet set = FieldSet.of(FieldPath.of("a", "x"), FieldPath.of("b"), FieldPath.of("a"));

    assertThat(set).hasToString("[.a, .b, .a.x]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'f:a': {}}                                  | {a: {b: 1}, c: 2}                          | {a: {b: 1}}
          {'f:a': {'f:b': {}}}                         | {a: {b: 1, d: 2}, c: 2}                    | {a: {b: 1}}
          {'f:a': {'.': {}, 'f:b': {}}}                | {a: {d: 2}}                                | {a: {}}
          {'f:l': {'k:{"name":"x"}': {'f:n': {}}}}     | {l: [{name: y, n: 1}, {name: x, n: 2}]}    | {l: [{n: 2}]}
          {'f:l': {'k:{"p":1,"q":"T"}': {'f:n': {}}}}  | {l: [{p: 1, n: 2}, {p: 1, q: U, n: 3}]}    | {l: [{n: 2}]}
          {'f:l': {'k:{"p":1,"q":"T"}': {'f:n': {}}}}  | {l: [{p: 1, n: 2}, {p: 1, q: T, n: 3}]}    | {l: [{n: 3}]}
          {'f:s': {'v:"a"': {}}}                       | {s: [b, a]}                                | {s: [a]}
          {'f:s': {'i:1': {}}}                         | {s: [b, a]}                                | {s: [a]}
          """)
  void extractsWhatItCovers(String set, String object, String part) {
    assertThat(FieldSet.fromFieldsV1(map(set)).extract(map(object))).contains(map(part));
  }

  @Test
  void extractsNothingWhereNothingIsCovered() {
    assertThat(FieldSet.of(FieldPath.of("a", "b")).extract(map("{a: 1, c: {}}"))).isEmpty();
  }
}
