package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.testkit.InMemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares with what {@code helm template} gave: {@code expected.yaml} beside each chart, recorded
 * with Helm 4.1.4 and the options that {@code recorded-with} tells.
 */
class GoldenTest {
  private static final Path CHARTS = Path.of("src/test/resources/charts");

  private static final HelmRenderer renderer = HelmRenderer.create();

  @Test
  void rendersEverythingThatHelmRenders() {
    assertThat(render("shop", Helm.defaults()))
        .containsExactlyInAnyOrderElementsOf(expected("shop"));
  }

  @Test
  void setsValuesAsHelmDoes() {
    Helm settings =
        Helm.values("env/first,file.yaml", "/values/shared/second.yaml")
            .withValues(read("values/inline.yaml"))
            .withParameter("number", "1234567890")
            .withStringParameter("text", "0123")
            .withParameter("on", "true")
            .withParameter("off", "False")
            .withParameter("zero", "0")
            .withParameter("negative", "-7")
            .withParameter("float", "1.5")
            .withParameter("octal", "0755")
            .withParameter("removed.a", "null")
            .withParameter("hosts[1].port", "9")
            .withParameter("hosts[2].name", "c")
            .withParameter("deep.er.key", "x")
            .withParameter("annotations.example\\.com/key", "dotted")
            .withParameter("many", "{a,1,true,x\\,y}")
            .withParameter("none", "{}")
            .withParameter("comma", "a,b")
            .withStringParameter("forced", "true")
            .withParameter("new[1]", "x")
            .withParameter("path", "C:\\\\dir")
            .withStringParameter("set", "a=b")
            .withParameter("huge", "123456789012345678901234567890")
            .withParameter("fromFirst", "");

    assertThat(texts(render("values", settings))).isEqualTo(texts(expected("values")));
  }

  private static List<Manifest> render(String chart, Helm settings) {
    InMemoryTree repository = InMemoryTree.copyOf(CHARTS);
    ClusterInfo cluster =
        ClusterInfo.of(
            "v1.34.1",
            List.of(
                new ApiResource(
                    GroupVersionKind.of("monitoring.example/v1", "Probe"), "probes", true)));
    Rendered rendered =
        renderer.render(
            new RenderRequest(
                new ApplicationName(chart),
                repository.tree(),
                chart + "/chart",
                settings,
                chart,
                cluster,
                RenderBudget.DEFAULT));
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    return ((Rendered.Complete) rendered).manifests();
  }

  private static List<Manifest> expected(String chart) {
    return ManifestReader.create().read("expected.yaml", read(chart + "/expected.yaml"));
  }

  // As one text for each object: a difference is easier to see.
  private static List<String> texts(List<Manifest> manifests) {
    return manifests.stream()
        .flatMap(manifest -> manifest.content().mapAt("data").entries().values().stream())
        .map(value -> value.asText().orElseThrow())
        .toList();
  }

  private static String read(String file) {
    try {
      return Files.readString(CHARTS.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
