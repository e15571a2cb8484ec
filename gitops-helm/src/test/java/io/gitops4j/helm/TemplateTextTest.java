package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          {{ lookup "v1" "Secret" "a" "b" }} ~ {{ omit (dict) "v1" "Secret" "a" "b" }}
          {{- $x := (lookup "a").data -}} ~ {{- $x := (omit (dict) "a").data -}}
          {{"a"|lookup}} ~ {{"a"|omit (dict)}}
          {{ "}}" }} {{ lookup }} ~ {{ "}}" }} {{ omit (dict) }}
          {{ "\\"" | lookup }} ~ {{ "\\"" | omit (dict) }}
          {{ `\\` | lookup }} ~ {{ `\\` | omit (dict) }}
          {{-\t/* don't */}}{{ lookup }} ~ {{-\t/* don't */}}{{ omit (dict) }}
          {{/* a */}}{{ lookup }} ~ {{/* a */}}{{ omit (dict) }}
          """)
  void lookupFindsNothing(String template, String expected) {
    TemplateText text = TemplateText.of(template);

    assertThat(text.text()).isEqualTo(expected);
    assertThat(text.callsLookup()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lookup",
        "{ lookup }",
        "{{ .lookup }}",
        "{{ $lookup }}",
        "{{ .Values.lookup.x }}",
        "{{ lookups }}",
        "{{ my_lookup }}",
        "{{ \"lookup\" }}",
        "{{ \"\\\" lookup\" }}",
        "{{ `lookup` }}",
        "{{ 'l' }} lookup",
        "{{/* lookup */}}",
        "{{- /* lookup {{ lookup }} */ -}}",
        "{{ `unclosed lookup",
        "{{ \"unclosed lookup",
        "{{/* unclosed lookup",
        "{{",
        ""
      })
  void leavesAloneWhatIsNoCall(String template) {
    TemplateText text = TemplateText.of(template);

    assertThat(text.text()).isEqualTo(template);
    assertThat(text.callsLookup()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          {{ .Capabilities.APIVersions.Has "a" }} ~ .Capabilities.APIVersions
          {{ if $.Capabilities.APIVersions.Has "a" }} ~ $.Capabilities.APIVersions
          {{ not ($c.APIVersions.Has "a") }} ~ $c.APIVersions
          """)
  void asksOurDictionaryForApis(String template, String versions) {
    TemplateText text = TemplateText.of(template);

    assertThat(text.asksForApis()).isTrue();
    assertThat(text.text())
        .contains("hasKey (fromJson (include \"gitops4j.api-versions\" " + versions + ")) \"a\"");
  }

  @Test
  void keepsTheNumberOfLines() {
    String template =
        "a\n{{ lookup\n \"x\" }}\n{{- /*\n*/ -}}\n{{ .Capabilities.APIVersions.Has }}\n";

    assertThat(TemplateText.of(template).text().lines()).hasSize(6);
  }
}
