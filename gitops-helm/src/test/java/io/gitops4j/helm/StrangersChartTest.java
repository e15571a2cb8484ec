package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.helm.Lookup.Question;
import io.gitops4j.helm.chart.Packed;
import io.gitops4j.testkit.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chart that nobody trusts tries each way out, and to exhaust its host. */
class StrangersChartTest {
  private static final RenderBudget SMALL =
      new RenderBudget(Duration.ofSeconds(20), 8L << 20, 8L << 20, 100);
  private static final InMemoryTree CHART =
      InMemoryTree.empty()
          .with("secrets/key.txt", "s3cret")
          .with("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");

  private final HelmRenderer renderer = HelmRenderer.create();

  private static InMemoryTree showing(String expression) {
    return CHART.with(
        "shop/templates/a.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: {{ %s | quote }}\n"
            .formatted(expression));
  }

  private static RenderRequest request(InMemoryTree files, Helm settings) {
    return new RenderRequest(
        new ApplicationName("shop"),
        files.tree(),
        "shop",
        settings,
        "shopping",
        ClusterInfo.of("v1.34.1", List.of()),
        SMALL);
  }

  private String failed(InMemoryTree files, Helm settings) {
    Rendered rendered = renderer.render(request(files, settings));
    assertThat(rendered).isInstanceOf(Rendered.Failed.class);
    String message = ((Rendered.Failed) rendered).message();
    assertThat(message).doesNotContain("s3cret").contains("'shop'");
    return message;
  }

  private String failed(InMemoryTree files) {
    return failed(files, Helm.defaults());
  }

  private static String shown(HelmRenderer renderer, InMemoryTree files) {
    Rendered rendered = renderer.render(request(files, Helm.defaults()));
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    Manifest manifest = ((Rendered.Complete) rendered).manifests().get(0);
    return manifest.content().textAt("data", "a").orElseThrow();
  }

  @Test
  void aLinkLeadsNowhereOutOfTheRepository() {
    assertThat(failed(CHART.withLink("shop/values.yaml", "../../../etc/passwd")))
        .contains("values.yaml");
    assertThat(failed(CHART.withLink("shop/templates", "../../other"))).contains("templates");
  }

  @Test
  void aLinkInAnArchiveIsNoFile() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "redis/Chart.yaml",
        "apiVersion: v2\nname: redis\nversion: 1.0.0\n".getBytes(StandardCharsets.UTF_8));
    files.put("redis/../../../tmp/out.txt", new byte[1]);

    assertThat(failed(CHART.with("shop/charts/redis-1.0.0.tgz", Packed.tgz(files))))
        .contains("redis-1.0.0.tgz", "../../../tmp/out.txt");
  }

  @Test
  void anArchiveUnpacksToNoMoreThanMayBeRead() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("redis/a.txt", new byte[64 << 20]);

    assertThat(failed(CHART.with("shop/charts/redis-1.0.0.tgz", Packed.tgz(files))))
        .contains("RenderBudget.inputBytes");
  }

  @Test
  void filesAreThoseOfTheChart() {
    assertThat(shown(renderer, showing(".Files.Get \"../secrets/key.txt\""))).isEmpty();
    assertThat(shown(renderer, showing(".Files.Get \"/etc/passwd\""))).isEmpty();
    assertThat(shown(renderer, showing("len (.Files.Glob \"../**\")"))).isEqualTo("0");
  }

  @Test
  void aValueFileLiesInTheRepository() {
    assertThat(failed(CHART, Helm.values("../../../../etc/passwd"))).contains("etc/passwd");
    assertThat(failed(CHART, Helm.defaults().withFileParameter("a", "../../../../etc/passwd")))
        .contains("etc/passwd");
  }

  @Test
  void aTemplateThatMultipliesItselfIsStopped() {
    String doubling =
        "{{ define \"x\" }}{{ tpl (printf \"%s%s\" . .) (printf \"%s%s\" . .) }}{{ end }}";
    InMemoryTree files =
        CHART.with(
            "shop/templates/a.yaml", doubling + "{{ $t := \"{{ tpl . . }}\" }}{{ tpl $t $t }}");

    assertThat(failed(files)).isNotEmpty();
    InMemoryTree bomb =
        CHART.with(
            "shop/templates/a.yaml",
            "{{ $a := \"aaaaaaaaaa\" }}{{ range until 60 }}{{ $a = tpl \"{{ . }}{{ . }}\" $a }}{{ end }}{{ $a }}");
    assertThat(failed(bomb)).contains("RenderBudget");
  }

  @Test
  void aListWithoutEndIsStopped() {
    assertThat(failed(showing("len (until 400000000)"))).contains("bytes", "RenderBudget");
    assertThat(failed(showing("len (seq 400000000)"))).contains("RenderBudget");
    assertThat(failed(showing("len (untilStep 0 2000000000 1)"))).contains("RenderBudget");
  }

  @Test
  void aTextWithoutEndIsStopped() {
    assertThat(failed(showing("repeat 2000000000 \"a\""))).contains("RenderBudget");
    assertThat(shown(renderer, showing("printf \"%2000000000d\" 1"))).hasSizeLessThan(100);
    assertThat(failed(showing("indent 100000000 (repeat 1000 \"a\\n\")"))).contains("RenderBudget");
  }

  @Test
  void recursionWithoutEndIsStopped() {
    InMemoryTree files =
        showing("include \"x\" .")
            .with("shop/templates/_x.tpl", "{{ define \"x\" }}{{ include \"x\" . }}{{ end }}");
    InMemoryTree plain =
        showing("include \"x\" .")
            .with("shop/templates/_x.tpl", "{{ define \"x\" }}{{ template \"x\" . }}{{ end }}");
    InMemoryTree evaluated =
        CHART.with(
            "shop/templates/a.yaml", "{{ $t := \"{{ tpl .t . }}\" }}{{ tpl $t (dict \"t\" $t) }}");

    assertThat(failed(files)).isNotEmpty();
    assertThat(failed(plain)).isNotEmpty();
    assertThat(failed(evaluated)).isNotEmpty();
  }

  @Test
  void aLoopThatTakesTooLongIsStopped() {
    String loops =
        "{{ range until 100000 }}{{ range until 100000 }}{{ $x := 1 }}{{ end }}{{ end }}";

    assertThat(failed(CHART.with("shop/templates/a.yaml", loops))).contains("RenderBudget");
  }

  @Test
  void anExpressionThatOthersTryForeverTakesNoTime() {
    String text = "(printf \"%s!\" (repeat 40000 \"a\"))";

    assertThat(shown(renderer, showing("regexMatch \"^(a+)+$\" " + text))).isEqualTo("false");
    InMemoryTree schema =
        CHART
            .with("shop/values.yaml", "a: " + "a".repeat(40_000) + "!\n")
            .with(
                "shop/values.schema.json", "{\"properties\": {\"a\": {\"pattern\": \"^(a+)+$\"}}}");
    assertThat(failed(schema)).contains("/a", "does not match pattern");
  }

  @Test
  void aGibibyteIsNotWritten() {
    String line = "a".repeat(1024);
    String lines = "{{ range until 1048576 }}# %s\n{{ end }}".formatted(line);

    assertThat(failed(CHART.with("shop/templates/a.yaml", lines))).contains("RenderBudget");
  }

  @Test
  void lookupSeesNoCluster() {
    assertThat(shown(renderer, showing("lookup \"v1\" \"Secret\" \"kube-system\" \"\" | len")))
        .isEqualTo("0");
  }

  @Test
  void lookupSeesOnlyTheNamespaceOfTheRelease() {
    List<Question> asked = new ArrayList<>();
    HelmRenderer looking =
        renderer.withLookup(
            question -> {
              asked.add(question);
              return ManifestReader.create()
                  .read(
                      "a",
                      "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {k: s3cret}\n");
            });

    String secret = "(lookup \"v1\" \"Secret\" \"%s\" \"x\") | toJson | contains \"s3cret\"";
    assertThat(shown(looking, showing(secret.formatted("shopping")))).isEqualTo("true");
    assertThat(shown(looking, showing(secret.formatted("kube-system")))).isEqualTo("false");
    assertThat(shown(looking, showing(secret.formatted("")))).isEqualTo("false");
    assertThat(shown(looking, showing("len (lookup \"v1\" \"Secret\" \"shopping\" \"\").items")))
        .isEqualTo("1");
    assertThat(asked)
        .containsExactly(
            new Question("v1", "Secret", "shopping", "x"),
            new Question("v1", "Secret", "shopping", ""));
  }

  @Test
  void noNameIsResolved() {
    assertThat(shown(renderer, showing("getHostByName \"localhost\""))).isEmpty();
  }

  @Test
  void theEnvironmentIsNotThere() {
    assertThat(failed(showing("env \"PATH\""))).contains("env");
    assertThat(failed(showing("expandenv \"$PATH\""))).contains("expandenv");
  }

  @Test
  void aSchemaLoadsNothing() {
    InMemoryTree files =
        showing("\"x\"").with("shop/values.schema.json", "{\"$ref\": \"file:///etc/passwd\"}");

    assertThat(shown(renderer, files)).isEqualTo("x");
  }

  @Test
  void aDependencyNamesNoHostThatIsNotAllowed() {
    InMemoryTree files =
        CHART.with(
            "shop/Chart.yaml",
            "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{name: a, version: 1.x, repository: 'http://127.0.0.1:1/'}]\n");

    assertThat(failed(files)).contains("shop/Chart.yaml", "missing in charts/ directory: a");
  }

  @Test
  void aliasesOfYamlMultiplyNothing() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = ", *a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, alias.repeat(10).substring(2)));
    }

    assertThat(failed(CHART.with("shop/values.yaml", bomb.toString()))).contains("values.yaml");
  }

  @Test
  void chartsBelowChartsEnd() {
    InMemoryTree files = CHART;
    String folder = "shop";
    for (int i = 0; i < 60; i++) {
      folder += "/charts/c";
      files = files.with(folder + "/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
    }

    assertThat(failed(files)).contains("charts");
  }
}
