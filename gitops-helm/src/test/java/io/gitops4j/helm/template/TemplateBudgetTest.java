package io.gitops4j.helm.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No template takes more than it may. */
class TemplateBudgetTest {
  private static final Meter.Limits LIMITS =
      new Meter.Limits(3_000_000, 1 << 20, 8 << 20, 20_000, Duration.ofSeconds(30));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ range 400000000 }}{{ end }}",
        "{{ range 9223372036854775807 }}{{ range 1000 }}{{ end }}{{ end }}",
        "{{ range 400000 }}xxxxxxxxxx{{ end }}",
        "{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}",
        "{{ define \"a\" }}{{ template \"b\" . }}{{ end }}{{ define \"b\" }}{{ with $ }}{{ template \"a\" . }}{{ end }}{{ end }}{{ template \"a\" . }}",
        "{{ $t := \"{{ tpl .t . }}\" }}{{ tpl $t (dict \"t\" $t) }}",
        "{{ $s := \"xxxxxxxxxxxxxxxx\" }}{{ range 64 }}{{ $s = print $s $s }}{{ end }}",
        "{{ $l := list 1 }}{{ range 64 }}{{ $l = list $l $l $l $l }}{{ end }}{{ print $l }}",
        "{{ $l := list 1 }}{{ range 5000 }}{{ $l = list $l }}{{ end }}{{ print $l }}",
        "{{ range 100000 }}{{ printf \"%999999d\" 1 }}{{ end }}",
        "{{ printf \"%999999[1]d%999999[1]d%999999[1]d%999999[1]d%999999[1]d%999999[1]d%999999[1]d%999999[1]d%999999[1]d\" 1 }}",
        "{{ range 100000 }}{{ html \"<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\" }}{{ end }}"
      })
  void stopsWhatNeverEnds(String template) throws IOException {
    GoMap data = Templates.data();

    assertThatThrownBy(() -> Templates.render(template, data, LIMITS))
        .isInstanceOf(BudgetException.class)
        .hasMessageContaining("the templates");
  }

  @Test
  void failuresInsideOfManyOthersStaySmall() {
    String template =
        "{{ $t := \"{{ if .l }}{{ tpl .t (dict `t` .t `l` (index .l 0)) }}{{ else }}{{ index nil 1 }}{{ end }}\" }}"
            + "{{ $l := list }}{{ range 3000 }}{{ $l = list $l }}{{ end }}{{ tpl $t (dict \"t\" $t \"l\" $l) }}";

    assertThatThrownBy(() -> Templates.render(template, new GoMap()))
        .isInstanceOf(TemplateException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200_000));
  }

  @Test
  void includesMayCallThemselvesAsDeepAsInHelm() {
    String template =
        "{{ define \"a\" }}{{ if . }}{{ include \"a\" (index . 0) }}x{{ end }}{{ end }}"
            + "{{ $l := list }}{{ range 999 }}{{ $l = list $l }}{{ end }}{{ include \"a\" $l }}";

    assertThat(Templates.render(template, new GoMap())).isEqualTo("x".repeat(999));
  }

  @Test
  void refusesIncludesThatCallThemselvesForever() {
    String template = "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}";

    assertThatThrownBy(() -> Templates.render(template, new GoMap()))
        .isInstanceOf(TemplateException.class)
        .hasMessageEndingWith(
            "rendering template has a nested reference name: a: unable to execute template");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ if true }}", "{{ print (", "{{ define \"x\" }}{{ if true }}"})
  void refusesTemplatesThatAreNestedTooDeep(String opening) {
    assertThatThrownBy(() -> Templates.render(opening.repeat(100_000), new GoMap()))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Templates.render("{{ range 400000000 }}{{ end }}", new GoMap()))
        .isInstanceOf(BudgetException.class)
        .hasMessage("the rendering was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void endsWhenItsTimeIsOver() {
    Meter.Limits brief = new Meter.Limits(Long.MAX_VALUE, 1, 1, 1000, Duration.ofMillis(20));

    assertThatThrownBy(
            () -> Templates.render("{{ range 9223372036854775807 }}{{ end }}", new GoMap(), brief))
        .isInstanceOf(BudgetException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void parsedTemplatesServeManyThreads() throws Exception {
    TemplateParser parser = new TemplateParser(Templates.functions(), 1000);
    String template =
        "{{ define \"a\" }}{{ range $i, $e := . }}{{ $i }}{{ $e }}{{ end }}{{ end }}{{ include \"a\" .l }}";
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<String>> renderings = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      GoMap data = new GoMap();
      data.put("l", GoList.of("x", (long) i));
      renderings.add(
          () ->
              new TemplateEvaluation(
                      parser,
                      TemplateSet.of(List.of(parser.parse("t", template))),
                      Templates.surroundings(LIMITS))
                  .execute("t", data));
    }
    try {
      List<Future<String>> results = threads.invokeAll(renderings);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo("0x1" + i);
      }
    } finally {
      threads.shutdown();
    }
  }
}
