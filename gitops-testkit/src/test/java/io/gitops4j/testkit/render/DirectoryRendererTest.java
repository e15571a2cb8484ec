package io.gitops4j.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.render.Directory;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.testkit.InMemoryTree;
import io.gitops4j.testkit.contract.RendererContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DirectoryRendererTest {
  private static final Renderer RENDERER = Renderer.plainYaml();
  private static final Directory DEFAULTS = Directory.defaults();

  @Nested
  class Contract extends RendererContract {
    @Override
    protected Renderer renderer() {
      return RENDERER;
    }

    @Override
    protected Rendering settings() {
      return DEFAULTS;
    }

    @Override
    protected InMemoryTree files() {
      return InMemoryTree.empty()
          .with(FOLDER + "/a.yaml", configMap("a"))
          .with(FOLDER + "/b.yaml", configMap("b"));
    }

    @Override
    protected InMemoryTree brokenFiles() {
      return files().with(FOLDER + "/c.yaml", "apiVersion: v1\nkind: [");
    }

    @Override
    protected String decisiveFile() {
      return FOLDER + "/b.yaml";
    }
  }

  private static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n";
  }

  private static Rendered render(InMemoryTree files, Rendering settings) {
    return RENDERER.render(
        new RenderRequest(
            new ApplicationName("shop"),
            files.tree(),
            "shop",
            settings,
            "shop",
            ClusterInfo.of("v1.34.1", List.of()),
            RenderBudget.DEFAULT));
  }

  private static List<String> names(Rendered rendered) {
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    return ((Rendered.Complete) rendered)
        .manifests().stream().map(manifest -> manifest.key().name()).toList();
  }

  private static String failure(Rendered rendered) {
    assertThat(rendered).isInstanceOf(Rendered.Failed.class);
    return ((Rendered.Failed) rendered).message();
  }

  private static final InMemoryTree NESTED =
      InMemoryTree.empty()
          .with("shop/a.yaml", configMap("a"))
          .with("shop/b.yml", configMap("b"))
          .with(
              "shop/c.json",
              "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c'}}".replace('\'', '"'))
          .with("shop/notes.txt", "no manifest")
          .with("shop/idc/d.yaml", configMap("d") + "---\n---\n" + configMap("e"))
          .with("shop/cloud/f.yaml", configMap("f"));

  @Test
  void takesYamlAndJsonDirectlyInTheFolder() {
    assertThat(names(render(NESTED, DEFAULTS))).containsExactly("a", "b", "c");
  }

  @Test
  void takesTheFoldersBelowOnlyIfToldTo() {
    assertThat(names(render(NESTED, DEFAULTS.withRecursion())))
        .containsExactly("a", "b", "c", "f", "d", "e");
  }

  @Test
  void takesOnlyWhatIsIncluded() {
    Directory settings = DEFAULTS.withRecursion().withIncluded("{idc,cloud}/*").withIncluded("a*");

    assertThat(names(render(NESTED, settings))).containsExactly("a", "f", "d", "e");
  }

  @Test
  void whatIsExcludedStaysOutEvenIfIncluded() {
    Directory settings =
        DEFAULTS.withRecursion().withIncluded("*.yaml").withExcluded("idc/*").withExcluded("a*");

    assertThat(names(render(NESTED, settings))).containsExactly("f");
  }

  @Test
  void leavesOutFilesThatSaySo() {
    InMemoryTree files =
        NESTED
            .with("shop/a.yaml", "# +gitops4j:skip-file-rendering\n" + configMap("a"))
            .with("shop/b.yml", "{{ no yaml }} # +argocd:skip-file-rendering");

    assertThat(names(render(files, DEFAULTS))).containsExactly("c");
  }

  @Test
  void aFileOfNoObjectsFailsAndTellsHowToLeaveItOut() {
    InMemoryTree files = NESTED.with("shop/values.yaml", "replicas: 2\n");

    assertThat(failure(render(files, DEFAULTS)))
        .contains(
            "'shop'", "shop/values.yaml:1", "apiVersion", "withExcluded", "skip-file-rendering");
    assertThat(names(render(files, DEFAULTS.withExcluded("values.yaml"))))
        .containsExactly("a", "b", "c");
  }

  @Test
  void anEmptyFileIsNoMatter() {
    Rendered rendered = render(NESTED.with("shop/empty.yaml", "# later\n"), DEFAULTS);

    assertThat(((Rendered.Complete) rendered).warnings()).isEmpty();
  }

  @Test
  void aMisspeltObjectIsNotLeftOut() {
    String misspelt = "apiVersion: v1\nknid: ConfigMap\nmetadata: {name: x}\n";

    assertThat(failure(render(NESTED.with("shop/x.yaml", misspelt), DEFAULTS)))
        .contains("'shop'", "shop/x.yaml:1", "kind");
  }

  @Test
  void oneDocumentThatIsNoObjectFailsTheFile() {
    String mixed = configMap("x") + "---\nreplicas: 2\n";

    assertThat(failure(render(NESTED.with("shop/x.yaml", mixed), DEFAULTS)))
        .contains("shop/x.yaml:6", "apiVersion");
  }

  @Test
  void whatIsNoYamlFails() {
    assertThat(failure(render(NESTED.with("shop/x.yaml", "a:\n\t- {{ b }}"), DEFAULTS)))
        .contains("shop/x.yaml:2");
  }

  @Test
  void withoutSettingsReadsPlainFilesButNoChart() {
    assertThat(names(render(NESTED, Rendering.detected()))).containsExactly("a", "b", "c");

    assertThat(failure(render(NESTED.with("shop/Chart.yaml", "name: x"), Rendering.detected())))
        .contains("shop/Chart.yaml", "Helm chart", "register");
    assertThat(
            failure(render(NESTED.with("shop/kustomization.yaml", "a: b"), Rendering.detected())))
        .contains("shop/kustomization.yaml", "Kustomize");
  }

  @Test
  void followsLinksInsideTheRepository() {
    InMemoryTree files =
        NESTED.with("common/x.yaml", configMap("x")).withLink("shop/common", "../common");

    assertThat(names(render(files, DEFAULTS.withRecursion())))
        .containsExactly("a", "b", "c", "f", "x", "d", "e");
  }

  @Test
  void theRootOfTheRepositoryIsAFolderToo() {
    InMemoryTree files = InMemoryTree.empty().with("a.yaml", configMap("a"));
    RenderRequest request =
        new RenderRequest(
            new ApplicationName("shop"),
            files.tree(),
            "",
            DEFAULTS.withIncluded("a.yaml"),
            "shop",
            ClusterInfo.of("v1.34.1", List.of()),
            RenderBudget.DEFAULT);

    assertThat(names(RENDERER.render(request))).containsExactly("a");
  }

  @Test
  void saysThatAFolderHoldsNoManifests() {
    InMemoryTree nothing = InMemoryTree.empty().with("shop/README.md", "soon");
    InMemoryTree leftOut =
        InMemoryTree.empty().with("shop/a.yaml", "# +gitops4j:skip-file-rendering\nreplicas: 2\n");
    InMemoryTree excluded = InMemoryTree.empty().with("shop/a.yaml", configMap("a"));

    assertThat(warnings(render(nothing, DEFAULTS))).contains("folder 'shop' holds no manifests");
    assertThat(warnings(render(leftOut, DEFAULTS))).contains("folder 'shop' holds no manifests");
    assertThat(warnings(render(excluded, DEFAULTS.withExcluded("*.yaml"))))
        .contains("folder 'shop' holds no manifests");
  }

  private static String warnings(Rendered rendered) {
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    return String.join("\n", ((Rendered.Complete) rendered).warnings());
  }
}
