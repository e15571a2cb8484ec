package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.testkit.InMemoryTree;
import io.gitops4j.testkit.contract.RendererContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelmRendererTest {
  private static final String CHART_FILE = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
      data:
        color: {{ .Values.color }}
      """;
  private static final InMemoryTree CHART =
      InMemoryTree.empty()
          .with("shop/Chart.yaml", CHART_FILE)
          .with("shop/values.yaml", "color: red\n")
          .with("shop/templates/settings.yaml", CONFIG_MAP);

  private static final HelmRenderer renderer = HelmRenderer.create();

  @Nested
  class Contract extends RendererContract {
    @Override
    protected Renderer renderer() {
      return renderer;
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

  private static RenderRequest request(InMemoryTree files, Rendering settings) {
    return new RenderRequest(
        new ApplicationName("shop-idc"),
        files.tree(),
        "shop",
        settings,
        "shopping",
        ClusterInfo.of("v1.34.1+k3s1", List.of()),
        RenderBudget.DEFAULT);
  }

  private static Rendered.Complete complete(InMemoryTree files, Rendering settings) {
    Rendered rendered = renderer.render(request(files, settings));
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    return (Rendered.Complete) rendered;
  }

  private static List<Manifest> render(InMemoryTree files, Rendering settings) {
    return complete(files, settings).manifests();
  }

  private static String color(InMemoryTree files, Helm settings) {
    return render(files, settings).get(0).content().textAt("data", "color").orElseThrow();
  }

  private static Rendered.Failed failed(InMemoryTree files, Rendering settings) {
    Rendered rendered = renderer.render(request(files, settings));
    assertThat(rendered).isInstanceOf(Rendered.Failed.class);
    return (Rendered.Failed) rendered;
  }

  @Test
  void takesChartsWithoutSettingsButNoOtherFolders() {
    assertThat(renderer.handles(request(CHART, Rendering.detected()))).isTrue();
    assertThat(renderer.handles(request(CHART.without("shop/Chart.yaml"), Rendering.detected())))
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

  @Test
  void warnsOfLookup() {
    InMemoryTree files =
        CHART.with(
            "shop/templates/x.yaml", "{{ if lookup \"v1\" \"Secret\" \"a\" \"b\" }}x{{ end }}");

    assertThat(complete(files, Helm.defaults()).warnings())
        .singleElement()
        .asString()
        .contains("templates/x.yaml", "lookup");
  }

  @Test
  void lookupInTextThatIsEvaluatedReachesNobody() {
    String smuggled =
        CONFIG_MAP.replace(
            "{{ .Values.color }}",
            "{{ tpl (print \"{{ loo\" \"kup \\\"v1\\\" \\\"Secret\\\" \\\"a\\\" \\\"b\\\" }}\") . }}");

    InMemoryTree files = CHART.with("shop/templates/settings.yaml", smuggled);
    assertThat(failed(files, Helm.defaults()).reason()).contains("lookup can't be answered");
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
