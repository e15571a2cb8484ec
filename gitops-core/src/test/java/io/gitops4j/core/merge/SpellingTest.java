package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static MapValue read(String flow) {
    return ManifestReader.create().readValues("a test", flow).get(0).mapAt();
  }

  private static boolean isSame(String live, String stated, ScalarKind kind) {
    MapValue object = read("{field: " + live + "}");
    MapValue config = read("{field: " + stated + "}");
    Schema schema = Schema.struct().field("field", Schema.scalar(kind)).build();
    return Spelling.asIn(object, config, schema).equals(object);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      textBlock =
          """
          QUANTITY, 1, 1000m
          QUANTITY, '1', 1
          QUANTITY, 1Gi, 1024Mi
          QUANTITY, 500m, 0.5
          QUANTITY, 1e3, 1k
          QUANTITY, 1, 1.0
          INT_OR_STRING, 80, '80'
          INT_OR_STRING, '80', 80
          TIME, '2026-01-01T00:00:00Z', '2026-01-01T01:00:00.7+01:00'
          MICRO_TIME, '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00Z'
          DURATION, 1m0s, 60s
          DURATION, 1h0m0s, 60m
          DURATION, 0s, '0'
          DURATION, 1.5s, 1500ms
          BYTES, aGVsbG8=, "aGVs\\nbG8=\\n"
          ANY, 1m0s, 60s
          ANY, 1h0m0s, 60m
          ANY, 500ms, 0.5s
          ANY, '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00'
          """)
  void meanTheSame(ScalarKind kind, String live, String stated) {
    assertThat(isSame(live, stated, kind)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      textBlock =
          """
          QUANTITY, 1, 2000m
          QUANTITY, 1M, 1Mi
          QUANTITY, 1, one
          QUANTITY, true, 1
          QUANTITY, 1, null
          INT_OR_STRING, 80, '080'
          INT_OR_STRING, 80, 81
          INT_OR_STRING, '80%', '80'
          INT_OR_STRING, 1, 1000m
          TIME, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'
          TIME, '2026-01-01', '2026-01-01T00:00:00Z'
          MICRO_TIME, '2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00Z'
          DURATION, 60s, 61s
          DURATION, 60, 60s
          BYTES, aGVsbG8=, aGVsbG9v
          BYTES, aGVsbG8=, a?
          TEXT, '1', '1000m'
          TEXT, 1m0s, 60s
          TEXT, '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00'
          INTEGER, 1, 2
          ANY, '1', 1000m
          ANY, '80', 80
          ANY, 1Gi, 1024Mi
          ANY, 60s, 1m0s
          ANY, 1m, 60s
          ANY, '1.0', '1'
          """)
  void meanSomethingElse(ScalarKind kind, String live, String stated) {
    assertThat(isSame(live, stated, kind)).isFalse();
  }

  @Test
  void areAmountsBelowLimitsAndRequestsEvenWhereNothingIsKnown() {
    MapValue live = read("{spec: {resources: {limits: {cpu: '1', gpu/x: 1m}}, size: '1'}}");
    MapValue stated = read("{spec: {resources: {limits: {cpu: 1000m, gpu/x: 100u}}, size: 1000m}}");

    assertThat(Spelling.asIn(live, stated, Schema.deduced()))
        .isEqualTo(read("{spec: {resources: {limits: {cpu: '1', gpu/x: 1m}}, size: 1000m}}"));
  }

  @Test
  void areFoundInListsByKeyOrByPlace() {
    Schema item = Schema.struct().field("q", Schema.scalar(ScalarKind.QUANTITY)).build();
    Schema schema =
        Schema.struct()
            .field("keyed", Schema.keyedList(item, "name"))
            .field("whole", Schema.atomicList(item))
            .build();
    MapValue live = read("{keyed: [{name: a, q: 1}, {name: b, q: 2}], whole: [{q: 1}, {q: 2}]}");
    MapValue stated =
        read(
            "{keyed: [{name: b, q: 2000m}, {name: c, q: 1000m}], whole: [{q: 1000m}, {q: 3}, {q: 2}]}");

    assertThat(Spelling.asIn(live, stated, schema))
        .isEqualTo(
            read(
                "{keyed: [{name: b, q: 2}, {name: c, q: 1000m}], whole: [{q: 1}, {q: 3}, {q: 2}]}"));
  }

  @Test
  void areLeftAsTheyAreWhereNothingIsSpelledOtherwise() {
    MapValue stated = read("{a: 1, b: [x, {c: d}], e: {f: null}}");

    assertThat(Spelling.asIn(read("{a: 2, b: [y], e: {f: g}}"), stated, Schema.deduced()))
        .isSameAs(stated);
  }
}
