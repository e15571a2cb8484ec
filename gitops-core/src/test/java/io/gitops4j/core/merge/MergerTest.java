package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.EVERY_SORT;
import static io.gitops4j.core.merge.Documents.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.MapValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # live                     | applied                         | result
          {scalar: 1}                | {}                              | {scalar: 1}
          {scalar: 1}                | {scalar: 2}                     | {scalar: 2}
          {scalar: 1}                | {scalar: null}                  | {scalar: null}
          {}                         | {scalar: 1}                     | {scalar: 1}
          {atoms: [a]}               | {atoms: []}                     | {atoms: []}
          {atoms: [a]}               | {atoms: null}                   | {atoms: null}
          {atoms: [a, b]}            | {atoms: [b]}                    | {atoms: [b]}
          {whole: {a: b}}            | {whole: {c: d}}                 | {whole: {c: d}}
          {struct: {x: 1}}           | {struct: {}}                    | {struct: {x: 1}}
          {struct: {x: 1}}           | {struct: null}                  | {struct: {x: 1}}
          {struct: {}}               | {struct: null}                  | {struct: null}
          {struct: null}             | {struct: {}}                    | {struct: {}}
          {struct: {x: 1}}           | {struct: {y: {name: a}}}        | {struct: {x: 1, y: {name: a}}}
          {set: [a]}                 | {set: []}                       | {set: [a]}
          {set: []}                  | {set: null}                     | {set: null}
          {list: [{name: a, n: 1}]}  | {list: [{name: a, m: 2}]}       | {list: [{name: a, n: 1, m: 2}]}
          {list: [{name: a, n: 1}, {name: a, n: 2}]} | {list: [{name: a, m: 3}]} | {list: [{name: a, m: 3}]}
          {ports: [{port: 1, protocol: TCP}]} | {ports: [{port: 1, n: 2}]} | {ports: [{port: 1, protocol: TCP, n: 2}]}
          {any: {a: {b: 1}}}         | {any: {a: [1]}}                 | {any: {a: [1]}}
          {any: {a: [1, 2]}}         | {any: {a: [2]}}                 | {any: {a: [2]}}
          {any: {a: 1}}              | {any: {a: {b: 1}}}              | {any: {a: {b: 1}}}
          """)
  void laysWhatIsAppliedOverWhatIsLive(String live, String applied, String result) {
    assertThat(merged(map(live), map(applied))).isEqualTo(map(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web, proxy       | init, web    | init, web, proxy
          web, log         | log, web     | log, web
          a, b, c          | x, y         | a, b, c, x, y
          a, b, c          | c, x         | a, b, c, x
          a, b, c, g, f    | c, x, f      | a, b, c, g, x, f
          a, b, c, d       | d, x, a      | b, c, d, x, a
          c, d, e, f       | a, c, e      | a, c, d, e, f
          a, b, b          | x            | a, b, b, x
          a, b, b          | b            | a, b
          a, b, b          | b, c         | a, b, c
          b, a, b          | c, b         | c, b, a
          """)
  void ordersItems(String live, String applied, String result) {
    MapValue merged =
        merged(map("{set: [%s]}".formatted(live)), map("{set: [%s]}".formatted(applied)));

    assertThat(merged).isEqualTo(map("{set: [%s]}".formatted(result)));
  }

  @Test
  void sharesWhatStays() {
    MapValue live = map("{struct: {x: 1, y: {name: a}}, list: [{name: a}, {name: b}]}");

    MapValue merged = merged(live, map("{list: [{name: a}], struct: {x: 1}}"));

    assertThat(merged).isSameAs(live);
  }

  private static MapValue merged(MapValue live, MapValue applied) {
    return Merger.merge(live, applied, EVERY_SORT, ListOrder.Rule.APPLIED);
  }
}
