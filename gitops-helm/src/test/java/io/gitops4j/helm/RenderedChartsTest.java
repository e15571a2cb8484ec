package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.helm.ChartSource.Wanted;
import io.gitops4j.helm.chart.Packed;
import io.gitops4j.testkit.InMemoryTree;
import io.gitops4j.testkit.contract.RendererContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the charts of users render to, whatever renders them; a class extends it for each engine.
 */
abstract class RenderedChartsTest {
  static final String CHART_FILE = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
  static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
      data:
        color: {{ .Values.color }}
      """;
  static final InMemoryTree CHART =
      InMemoryTree.empty()
          .with("shop/Chart.yaml", CHART_FILE)
          .with("shop/values.yaml", "color: red\n")
          .with("shop/templates/settings.yaml", CONFIG_MAP);

  /** What is tested; may be the same in every test. */
  protected abstract HelmRenderer renderer();

  @Nested
  class Contract extends RendererContract {
    @Override
    protected Renderer renderer() {
      return RenderedChartsTest.this.renderer();
    }

    @Override
    protected Rendering settings() {
      return Helm.values("values.yaml");
    }

    @Override
    protected InMemoryTree files() {
      String two = CONFIG_MAP + "---\n" + CONFIG_MAP.replace("}}\ndata", "}}-2\ndata");
      return InMemoryTree.empty()
          .withAll(FOLDER, InMemoryTree.empty().with("Chart.yaml", CHART_FILE))
          .with(FOLDER + "/values.yaml", "color: red\n")
          .with(FOLDER + "/templates/settings.yaml", two);
    }

    @Override
    protected InMemoryTree brokenFiles() {
      return files().with(FOLDER + "/templates/broken.yaml", "a: {{ .Values.a.b.c }}");
    }

    @Override
    protected String decisiveFile() {
      return FOLDER + "/values.yaml";
    }
  }

  static RenderRequest request(InMemoryTree files, Rendering settings) {
    return new RenderRequest(
        new ApplicationName("shop-idc"),
        files.tree(),
        "shop",
        settings,
        "shopping",
        ClusterInfo.of("v1.34.1+k3s1", List.of()),
        RenderBudget.DEFAULT);
  }

  final Rendered.Complete complete(InMemoryTree files, Rendering settings) {
    Rendered rendered = renderer().render(request(files, settings));
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    return (Rendered.Complete) rendered;
  }

  final List<Manifest> render(InMemoryTree files, Rendering settings) {
    return complete(files, settings).manifests();
  }

  final String color(InMemoryTree files, Helm settings) {
    return render(files, settings).get(0).content().textAt("data", "color").orElseThrow();
  }

  final Rendered.Failed failed(InMemoryTree files, Rendering settings) {
    Rendered rendered = renderer().render(request(files, settings));
    assertThat(rendered).isInstanceOf(Rendered.Failed.class);
    return (Rendered.Failed) rendered;
  }

  @Test
  void takesChartsWithoutSettingsButNoOtherFolders() {
    assertThat(renderer().handles(request(CHART, Rendering.detected()))).isTrue();
    assertThat(renderer().handles(request(CHART.without("shop/Chart.yaml"), Rendering.detected())))
        .isFalse();
  }

  @Test
  void theStrongestValueWins() {
    InMemoryTree files =
        CHART
            .with("shop/one.yaml", "color: one")
            .with("shop/two.yaml", "color: two")
            .with("shared/three.yaml", "color: three");
    Helm twoFiles = Helm.values("one.yaml", "two.yaml");

    assertThat(color(files, Helm.defaults())).isEqualTo("red");
    assertThat(color(files, twoFiles)).isEqualTo("two");
    assertThat(color(files, Helm.values("two.yaml", "one.yaml"))).isEqualTo("one");
    assertThat(color(files, twoFiles.withValueFile("/shared/three.yaml"))).isEqualTo("three");
    assertThat(color(files, twoFiles.withValueFile("../shared/three.yaml"))).isEqualTo("three");
    Helm inline = twoFiles.withValues("color: inline");
    assertThat(color(files, inline)).isEqualTo("inline");
    assertThat(color(files, inline.withParameter("color", "parameter"))).isEqualTo("parameter");
  }

  @Test
  void theReleaseIsNamedAfterTheApplicationUnlessToldOtherwise() {
    assertThat(render(CHART, Helm.defaults()).get(0).name()).isEqualTo("shop-idc");
    assertThat(render(CHART, Helm.defaults().withReleaseName("other")).get(0).name())
        .isEqualTo("other");
  }

  @Test
  void templatesSeeTheDestination() {
    String template =
        CONFIG_MAP.replace(
            "{{ .Values.color }}",
            "{{ .Release.Namespace }} {{ .Capabilities.KubeVersion.Version }}");
    InMemoryTree files = CHART.with("shop/templates/settings.yaml", template);

    assertThat(color(files, Helm.defaults())).isEqualTo("shopping v1.34.1");
    assertThat(color(files, Helm.defaults().withNamespace("x").withKubeVersion("1.30.2")))
        .isEqualTo("x v1.30.2");
  }

  @Test
  void leavesOutDefinitionsAndTestsIfToldTo() {
    InMemoryTree files =
        CHART
            .with("shop/crds/a.yaml", "apiVersion: v1\nkind: Crd\nmetadata: {name: a}\n")
            .with(
                "shop/templates/ping.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: ping, annotations: {helm.sh/hook: test}}\n")
            .with(
                "shop/templates/both.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: both, annotations: {helm.sh/hook: 'test, pre-install'}}\n");

    assertThat(render(files, Helm.defaults()))
        .extracting(Manifest::name)
        .containsExactlyInAnyOrder("shop-idc", "a", "ping", "both");
    assertThat(render(files, Helm.defaults().withoutCrds().withoutTests()))
        .extracting(Manifest::name)
        .containsExactlyInAnyOrder("shop-idc", "both");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"file:///etc/hostname\"}",
        "{\"$ref\": \"http://127.0.0.1:1/schema.json\"}",
        "{\"properties\": {\"a\": {\"$id\": \"file:///etc/\", \"$ref\": \"hostname\"}}}",
        "{\"anyOf\": [{\"$dynamicRef\": \"http://127.0.0.1:1/x#y\"}]}",
        "{\"$schema\": \"file:///etc/hostname\"}"
      })
  void aSchemaThatLeadsElsewhereReachesNothingAndIsLeftOutWithAWarning(String schema) {
    InMemoryTree files = CHART.with("shop/values.schema.json", schema);

    Rendered.Complete complete = complete(files, Helm.defaults());

    assertThat(complete.manifests()).hasSize(1);
    assertThat(complete.warnings()).singleElement().asString().contains("values.schema.json");
  }

  @Test
  void aSchemaOfItsOwnIsObeyed() {
    InMemoryTree files =
        CHART.with(
            "shop/values.schema.json",
            """
            {"$schema": "http://json-schema.org/draft-07/schema#",
             "definitions": {"word": {"type": "string"}},
             "properties": {"color": {"$ref": "#/definitions/word"}}}
            """);

    assertThat(color(files, Helm.defaults())).isEqualTo("red");
    assertThat(failed(files, Helm.defaults().withParameter("color", "7")).reason())
        .contains("/color");
  }

  @Test
  void aLinkInTheChartIsReadInsideTheRepository() {
    InMemoryTree files =
        CHART
            .without("shop/values.yaml")
            .withLink("shop/values.yaml", "../shared/values.yaml")
            .with("shared/values.yaml", "color: shared");

    assertThat(color(files, Helm.defaults())).isEqualTo("shared");
    assertThat(color(files.with("shared/values.yaml", "color: new"), Helm.defaults()))
        .isEqualTo("new");
  }

  @Test
  void aMissingChartNamesWhatIsThere() {
    assertThat(failed(CHART.without("shop/Chart.yaml"), Helm.defaults()).message())
        .contains("'shop-idc'", "'shop'", "Chart.yaml", "values.yaml", "templates/");
  }

  @Test
  void aMissingValueFileNamesWhatIsThere() {
    assertThat(failed(CHART, Helm.values("valeus.yaml")).message())
        .contains("'shop-idc'", "shop/valeus.yaml", "values.yaml");
    assertThat(color(CHART, Helm.values("valeus.yaml").withMissingValueFilesIgnored()))
        .isEqualTo("red");
  }

  @Test
  void aValueFileMustBeInTheRepository() {
    assertThat(failed(CHART, Helm.values("../../etc/passwd")).message()).contains("etc/passwd");
    assertThat(failed(CHART, Helm.values("https://x.invalid/v.yaml")).message())
        .contains("https://x.invalid/v.yaml", "not in the repository");
  }

  @Test
  void aBrokenValueFileNamesItsLine() {
    InMemoryTree files = CHART.with("shop/bad.yaml", "a: 1\nb: [\n");

    assertThat(failed(files, Helm.values("bad.yaml")).position())
        .hasValueSatisfying(at -> assertThat(at.file()).isEqualTo("shop/bad.yaml"));
    assertThat(failed(CHART.with("shop/bad.yaml", "- a"), Helm.values("bad.yaml")).message())
        .contains("shop/bad.yaml", "keys and values");
  }

  @Test
  void aBrokenTemplateNamesItsLine() {
    String template = "a: 1\nb: {{ .Values.x.y.z }}\n";

    Rendered.Failed failed = failed(CHART.with("shop/templates/x.yaml", template), Helm.defaults());

    assertThat(failed.position().map(SourcePosition::file)).contains("shop/templates/x.yaml");
    assertThat(failed.position().map(SourcePosition::line)).contains(2);
    assertThat(failed.reason()).contains(".Values.x.y.z", "nil pointer");
  }

  @Test
  void aBrokenPartialNamesItsOwnLine() {
    InMemoryTree files =
        CHART
            .with("shop/templates/_p.tpl", "{{ define \"p\" }}\n\n{{ .Values.x.y.z }}{{ end }}")
            .with("shop/templates/x.yaml", "a: {{ include \"p\" . }}");

    assertThat(failed(files, Helm.defaults()).position())
        .hasValueSatisfying(
            at -> {
              assertThat(at.file()).isEqualTo("shop/templates/_p.tpl");
              assertThat(at.line()).isEqualTo(3);
            });
  }

  @Test
  void brokenSyntaxNamesItsLine() {
    InMemoryTree files = CHART.with("shop/templates/x.yaml", "a: 1\n{{ if }}\n");

    Rendered.Failed failed = failed(files, Helm.defaults());

    assertThat(failed.position().map(SourcePosition::file)).contains("shop/templates/x.yaml");
    assertThat(failed.position().map(SourcePosition::line)).contains(2);
  }

  @Test
  void aRequiredValueNamesWhoRequiresIt() {
    InMemoryTree files =
        CHART.with("shop/templates/x.yaml", "\n\na: {{ required \"set a password\" .Values.pw }}");

    Rendered.Failed failed = failed(files, Helm.defaults());

    assertThat(failed.reason()).isEqualTo("set a password");
    assertThat(failed.position().map(SourcePosition::line)).contains(3);
  }

  @Test
  void aTemplateThatRendersNoYamlIsNamed() {
    InMemoryTree files = CHART.with("shop/templates/x.yaml", "a: b: c");

    assertThat(failed(files, Helm.defaults()).message())
        .contains("shop/templates/x.yaml (rendered)", "no YAML");
  }

  @Test
  void aTemplateThatRendersNoObjectIsNamed() {
    InMemoryTree files = CHART.with("shop/templates/x.yaml", "replicas: 2");

    assertThat(failed(files, Helm.defaults()).message())
        .contains("shop/templates/x.yaml (rendered)", "apiVersion");
  }

  @Test
  void aMissingDependencyIsNamed() {
    InMemoryTree files =
        CHART.with(
            "shop/Chart.yaml",
            CHART_FILE
                + "dependencies: [{name: redis, version: 1.x, repository: 'https://x.invalid'}]");

    assertThat(failed(files, Helm.defaults()).message())
        .contains("shop/Chart.yaml", "redis", "charts");
  }

  @Test
  void aDependencyBesideTheChartNeedsNoCopy() {
    String dependencies =
        "dependencies: [{name: redis, version: '*', repository: 'file://../redis'}]";
    InMemoryTree files =
        CHART
            .with("shop/Chart.yaml", CHART_FILE + dependencies)
            .with("redis/Chart.yaml", CHART_FILE.replace("shop", "redis"))
            .with("redis/templates/x.yaml", CONFIG_MAP.replace("{{ .Release.Name }}", "redis"));

    assertThat(render(files, Helm.defaults()))
        .extracting(Manifest::name)
        .containsExactlyInAnyOrder("shop-idc", "redis");
    assertThat(failed(files.without("redis/Chart.yaml"), Helm.defaults()).message())
        .contains("redis");
    String outside = dependencies.replace("../redis", "../../../redis");
    assertThat(
            failed(files.with("shop/Chart.yaml", CHART_FILE + outside), Helm.defaults()).message())
        .contains("redis");
  }

  @Test
  void aDependencyIsFetchedWhereTheEmbedderAllows() {
    String dependencies =
        "dependencies: [{name: redis, version: 1.x, repository: 'https://charts.example'}]";
    InMemoryTree files =
        CHART
            .with("shop/Chart.yaml", CHART_FILE + dependencies)
            .with("shop/Chart.lock", "dependencies: [{name: redis, version: 1.2.3}]");
    byte[] packed =
        Packed.tgz(
            Map.of(
                "redis/Chart.yaml", utf8(CHART_FILE.replace("shop", "redis")),
                "redis/templates/x.yaml", utf8(CONFIG_MAP.replace("Release.Name", "Chart.Name"))));
    List<Wanted> asked = new ArrayList<>();
    HelmRenderer fetching =
        renderer()
            .withCharts(
                wanted -> {
                  asked.add(wanted);
                  return Optional.of(packed);
                });

    Rendered rendered = fetching.render(request(files, Helm.defaults()));

    assertThat(((Rendered.Complete) rendered).manifests())
        .extracting(Manifest::name)
        .containsExactlyInAnyOrder("shop-idc", "redis");
    assertThat(asked)
        .singleElement()
        .isEqualTo(
            new Wanted("https://charts.example", "redis", "1.2.3", RenderBudget.DEFAULT.time()));
  }

  @Test
  void aDependencyThatCannotBeFetchedIsNamed() {
    String dependencies =
        "dependencies: [{name: redis, version: 1.x, repository: 'https://charts.example'}]";
    InMemoryTree files = CHART.with("shop/Chart.yaml", CHART_FILE + dependencies);
    HelmRenderer refused =
        renderer()
            .withCharts(
                wanted -> {
                  throw ChartSourceException.refused("it is not there");
                });
    HelmRenderer unreachable =
        renderer()
            .withCharts(
                wanted -> {
                  throw ChartSourceException.unreachable("nobody answers", null);
                });
    RenderRequest request = request(files, Helm.defaults());

    assertThat(((Rendered.Failed) refused.render(request)).message())
        .contains("shop/Chart.yaml", "'redis' 1.x", "https://charts.example", "it is not there");
    assertThatThrownBy(() -> unreachable.render(request))
        .isInstanceOf(RenderException.class)
        .hasMessageContainingAll("redis", "nobody answers");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void lookupFindsNothing() {
    String lookup = "{{ len (lookup \"v1\" \"Secret\" \"a\" \"b\") | quote }}";
    InMemoryTree files =
        CHART.with(
            "shop/templates/settings.yaml", CONFIG_MAP.replace("{{ .Values.color }}", lookup));

    assertThat(color(files, Helm.defaults())).isEqualTo("0");
  }

  @Test
  void theSchemaMayBeLeftAside() {
    InMemoryTree files =
        CHART.with(
            "shop/values.schema.json", "{\"properties\": {\"color\": {\"type\": \"number\"}}}");

    assertThat(failed(files, Helm.defaults()).message())
        .contains("shop/values.schema.json", "shop:\n- at '/color': got string, want number");
    assertThat(color(files, Helm.defaults().withoutSchemaValidation())).isEqualTo("red");
  }

  @Test
  void valuesComeAlsoFromFilesAndJson() {
    InMemoryTree files =
        CHART
            .with("shop/colors/blue.txt", "a,b\\c")
            .with(
                "shop/templates/settings.yaml",
                CONFIG_MAP.replace("{{ .Values.color }}", "{{ toJson .Values | quote }}"));

    assertThat(
            color(
                files,
                Helm.defaults()
                    .withFileParameter("file", "colors/blue.txt")
                    .withJsonParameter("json.here", "[1, {\"a\": null}]")
                    .withSet("set=1,list={x,y}")))
        .isEqualTo(
            "{\"color\":\"red\",\"file\":\"a,b\\\\c\",\"json\":{\"here\":[1,{\"a\":null}]},\"list\":[\"x\",\"y\"],\"set\":1}");
  }

  @Test
  void leavesOutAllHooksIfToldTo() {
    InMemoryTree files =
        CHART.with(
            "shop/templates/job.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {helm.sh/hook: pre-install}}\n");

    assertThat(render(files, Helm.defaults())).hasSize(2);
    assertThat(render(files, Helm.defaults().withoutHooks()))
        .extracting(Manifest::name)
        .containsExactly("shop-idc");
  }

  @Test
  void templatesSeeTheApisOfTheDestination() {
    InMemoryTree files =
        CHART.with(
            "shop/templates/settings.yaml",
            CONFIG_MAP.replace(
                "{{ .Values.color }}", "'{{ .Capabilities.APIVersions.Has \"example/v1\" }}'"));

    assertThat(color(files, Helm.defaults())).isEqualTo("false");
    assertThat(color(files, Helm.defaults().withApiVersions("example/v1"))).isEqualTo("true");
  }

  @Test
  void tellsWhatDiffersEachTime() {
    InMemoryTree files =
        CHART.with(
            "shop/templates/settings.yaml",
            CONFIG_MAP + "  password: {{ randAlphaNum 8 }}\n  list: '{{ uuidv4 }}'\n");

    Stability stability = renderer().stability(request(files, Helm.defaults()));

    assertThat(stability.isStable()).isFalse();
    assertThat(stability.differences())
        .extracting(Stability.Difference::toString)
        .containsExactly("ConfigMap shop-idc: .data.list", "ConfigMap shop-idc: .data.password");
    assertThat(renderer().stability(request(CHART, Helm.defaults())).isStable()).isTrue();
    assertThat(
            renderer()
                .stability(request(CHART.without("shop/Chart.yaml"), Helm.defaults()))
                .failure())
        .isPresent();
  }

  @Test
  void aReleaseNameThatIsNoneSaysHowToHelp() {
    assertThat(failed(CHART, Helm.defaults().withReleaseName("Shop_1")).message())
        .contains("Shop_1", "withReleaseName");
  }

  @Test
  void aLibraryIsNoRelease() {
    InMemoryTree files = CHART.with("shop/Chart.yaml", CHART_FILE + "type: library\n");

    assertThat(failed(files, Helm.defaults()).message()).contains("library charts");
  }

  @Test
  void anArchiveThatIsNoneIsNamed() {
    InMemoryTree files = CHART.with("shop/charts/redis-1.0.0.tgz", "no archive");

    assertThat(failed(files, Helm.defaults()).message()).contains("charts/redis-1.0.0.tgz");
  }

  @Test
  void aReleaseNameThatIsTooLongSaysHowToHelp() {
    assertThat(failed(CHART, Helm.defaults().withReleaseName("x".repeat(54))).message())
        .contains("54", "53", "withReleaseName");
  }

  @Test
  void aChartThatNeedsAnotherKubernetesSaysSo() {
    InMemoryTree files = CHART.with("shop/Chart.yaml", CHART_FILE + "kubeVersion: '>= 1.99'");

    assertThat(failed(files, Helm.defaults()).message()).contains("1.99", "v1.34.1");
  }
}
