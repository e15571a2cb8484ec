package io.gitops4j.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.chart.ChartArchive.Limit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of values that violate a schema: the lines of Helm. */
class ValuesSchemasTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"required\": [\"a\"]} | b: 1 | - at '': missing property 'a'",
        "{\"required\": [\"a\", \"c\"]} | b: 1 | - at '': missing properties 'a', 'c'",
        "{\"properties\": {\"a\": {\"type\": \"string\"}}} | a: 5 | - at '/a': got number, want string",
        "{\"properties\": {\"a\": {\"type\": [\"string\", \"null\"]}}} | a: 5 | - at '/a': got number, want null or string",
        "{\"properties\": {\"a\": {\"enum\": [\"x\", \"y\"]}}} | a: z | - at '/a': value must be one of 'x', 'y'",
        "{\"properties\": {\"a\": {\"minimum\": 3}}} | a: 1 | - at '/a': minimum: got 1, want 3",
        "{\"properties\": {\"a\": {\"maxLength\": 1}}} | a: xx | - at '/a': maxLength: got 2, want 1",
        "{\"properties\": {\"a\": {\"minItems\": 2}}} | a: [x] | - at '/a': minItems: got 1, want 2",
        "{\"properties\": {\"a\": {\"pattern\": \"^x\"}}} | a: zz | - at '/a': 'zz' does not match pattern '^x'",
        "{\"properties\": {\"a\": {\"const\": 1}}} | a: 2 | - at '/a': value must be 1",
        "{\"properties\": {\"a\": false}} | a: 2 | - at '/a': false schema",
        "{\"properties\": {\"a\": {\"not\": {\"type\": \"string\"}}}} | a: x | - at '/a': 'not' failed",
        "{\"properties\": {}, \"additionalProperties\": false} | a: x | - at '': additional properties 'a' not allowed",
        "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"required\": [\"x\"]}}} | a: x | - at '': missing property 'x'"
      })
  void saysWhatHelmSays(String schema, String values, String line) {
    Chart chart = chart(schema, values);

    UnrenderableException refused =
        catchThrowableOfType(
            UnrenderableException.class,
            () -> ValuesSchemas.check(ReleaseChart.of(chart, java.util.Map.of())));

    assertThat(refused)
        .hasMessage(
            "values don't meet the specifications of the schema(s) in the following chart(s):\nc:\n"
                + line);
  }

  private static Chart chart(String schema, String values) {
    return ChartBuilder.build(
        "c",
        List.of(
            file("Chart.yaml", "{apiVersion: v2, name: c, version: 1.0.0}"),
            file("values.yaml", values),
            file("values.schema.json", schema)),
        new Limit(1000));
  }

  private static ChartFile file(String name, String content) {
    return new ChartFile(name, "c/" + name, name, content.getBytes(StandardCharsets.UTF_8));
  }
}
