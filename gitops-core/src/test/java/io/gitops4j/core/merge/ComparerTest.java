package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.EVERY_SORT;
import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # before                     | after                           | added                          | modified      | removed
          {scalar: 1}                  | {scalar: 1.0}                   | -                              | -             | -
          {scalar: 1}                  | {scalar: 2}                     | -                              | .scalar       | -
          {scalar: 1}                  | {scalar: '1'}                   | -                              | .scalar       | -
          {scalar: 1}                  | {scalar: null}                  | -                              | .scalar       | -
          {scalar: null}               | {scalar: 1}                     | -                              | .scalar       | -
          {}                           | {scalar: null}                  | .scalar                        | -             | -
          {scalar: 1}                  | {}                              | -                              | -             | .scalar
          {atoms: [a, b]}              | {atoms: [b, a]}                 | -                              | .atoms        | -
          {}                           | {atoms: [a]}                    | .atoms                         | -             | -
          {whole: {a: b}}              | {whole: {a: c}}                 | -                              | .whole        | -
          {}                           | {struct: {y: {name: 1}}}        | .struct .struct.y .struct.y.name | -           | -
          {struct: {y: {name: 1}}}     | {}                              | -                              | -             | .struct .struct.y .struct.y.name
          {struct: {x: 1}}             | {struct: {y: {}}}               | .struct.y                      | -             | .struct.x
          {struct: {}}                 | {struct: null}                  | -                              | .struct       | -
          {struct: {}}                 | {}                              | -                              | -             | .struct
          {struct: {}}                 | {struct: {x: 1}}                | .struct.x                      | -             | -
          {struct: null}               | {struct: {x: 1}}                | .struct.x                      | -             | -
          {struct: {x: 1}}             | {struct: null}                  | -                              | -             | .struct.x
          {}                           | {set: []}                       | .set                           | -             | -
          {}                           | {set: [a]}                      | .set .set[="a"]                | -             | -
          {set: [a, b]}                | {set: [b, a]}                   | -                              | -             | -
          {set: [a, b]}                | {set: [b, c]}                   | .set[="c"]                     | -             | .set[="a"]
          {list: [{name: a}, {name: b}]} | {list: [{name: b}, {name: a}]} | -                             | -             | -
          {list: [{name: a}]}          | {list: [{name: a, n: 1}]}       | .list[name="a"].n              | -             | -
          {list: [{name: a, n: 1}]}    | {list: [{name: a, n: 2}]}       | -                              | .list[name="a"].n | -
          {list: [{name: a, n: 1}]}    | {list: []}                      | -                              | -             | .list[name="a"] .list[name="a"].name .list[name="a"].n
          {ports: [{port: 1}]}         | {ports: [{port: 1, protocol: TCP}]} | .ports[port=1,protocol="TCP"].protocol | - | -
          {any: {m: {a: 1}}}           | {any: {m: 1}}                   | -                              | .any.m        | .any.m.a
          {any: {m: 1}}                | {any: {m: {a: 1}}}              | .any.m.a                       | .any.m        | -
          {any: {m: {a: 1}}}           | {any: {m: [1]}}                 | -                              | .any.m        | .any.m.a
          {set: [a, a]}                | {set: [a, a]}                   | -                              | -             | -
          {set: [a, a]}                | {set: [a, a, a]}                | -                              | .set[="a"]    | -
          {set: [a, a]}                | {set: [b]}                      | .set[="b"]                     | -             | .set[="a"]
          {set: [a, a]}                | {set: [a]}                      | .set[="a"]                     | -             | .set[="a"]
          {set: [a]}                   | {set: [a, a]}                   | .set[="a"]                     | -             | .set[="a"]
          {list: [{name: a, n: 1}]}    | {list: [{name: a, n: 1}, {name: a}]} | .list[name="a"]           | -             | .list[name="a"] .list[name="a"].name .list[name="a"].n
          {list: [{name: a}, {name: a, n: 1}]} | {list: [{name: a, n: 1}]} | .list[name="a"] .list[name="a"].name .list[name="a"].n | - | .list[name="a"]
          {list: [{name: a, n: 1}, {name: a, n: 2}]} | {list: [{name: a, n: 2}, {name: a, n: 1}]} | - | .list[name="a"] | -
          """)
  void tells(String before, String after, String added, String modified, String removed) {
    Changes changes = ServerSideApply.compare(map(before), map(after), EVERY_SORT);

    assertThat(paths(changes.added())).as("added").isEqualTo(paths(added));
    assertThat(paths(changes.modified())).as("modified").isEqualTo(paths(modified));
    assertThat(paths(changes.removed())).as("removed").isEqualTo(paths(removed));
  }

  @Test
  void ownersDoNotCount() {
    Changes changes =
        ServerSideApply.compare(
            map("{metadata: {managedFields: [{manager: a}]}}"),
            map("{metadata: {managedFields: []}}"),
            Schema.deduced());

    assertThat(changes.isEmpty()).isTrue();
  }
}
