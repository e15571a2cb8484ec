package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.testkit.InMemoryTree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person is told about a chart that renders, but not as its author meant. */
class WarningsTest {
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {b: '%s'}\n";

  private static final HelmRenderer renderer = HelmRenderer.create();

  private static Rendered render(String template, Helm settings, String version) {
    InMemoryTree files =
        InMemoryTree.empty()
            .with("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n")
            .with("shop/templates/a.yaml", CONFIG_MAP.formatted(template))
            .with("shop/templates/b.yaml", CONFIG_MAP.formatted(template));
    return renderer.render(
        new RenderRequest(
            new ApplicationName("shop"),
            files.tree(),
            "shop",
            settings,
            "shopping",
            ClusterInfo.of(version, List.of()),
            RenderBudget.DEFAULT));
  }

  private static List<String> warnings(String template) {
    Rendered rendered = render(template, Helm.defaults(), "v1.34.1");
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    return ((Rendered.Complete) rendered).warnings();
  }

  @Test
  void aDestinationThatTellsNoVersionIsNoOldKubernetes() {
    Rendered rendered = render("x", Helm.defaults(), "unknown");

    assertThat(rendered).isInstanceOf(Rendered.Failed.class);
    assertThat(((Rendered.Failed) rendered).message())
        .contains("'unknown'", "Helm.withKubeVersion");
    assertThat(render("x", Helm.defaults().withKubeVersion("1.34"), "unknown"))
        .isInstanceOf(Rendered.Complete.class);
  }

  @Test
  void warnsOnceOfWhatRendersDifferentlyEachTime() {
    assertThat(warnings("{{ randAlphaNum 8 | b64enc }}{{ uuidv4 }}"))
        .singleElement()
        .asString()
        .contains("randAlphaNum, uuidv4", "renders differently each time", "stability");
    assertThat(warnings("{{ now | unixEpoch }}")).hasSize(1);
    assertThat(warnings("{{ derivePassword 1 \"long\" \"a\" \"b\" \"c\" }} now")).isEmpty();
  }

  @Test
  void warnsOfLookup() {
    assertThat(warnings("{{ len (lookup \"v1\" \"Secret\" \"a\" \"b\") }}"))
        .singleElement()
        .asString()
        .contains("lookup", "v1 Secret a/b", "finds nothing here");
  }
}
