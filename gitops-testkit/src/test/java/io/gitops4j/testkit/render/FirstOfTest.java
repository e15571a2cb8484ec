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
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstOfTest {
  private static final InMemoryTree FILES =
      InMemoryTree.empty()
          .with("shop/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n");

  private static final Renderer JSONNET =
      new Renderer() {
        @Override
        public Rendered render(RenderRequest request) {
          return new Rendered.Complete(List.of(), List.of("jsonnet"));
        }

        @Override
        public boolean handles(RenderRequest request) {
          return request.rendering() instanceof Jsonnet
              || request.entry("main.jsonnet").isPresent();
        }

        @Override
        public String toString() {
          return "Jsonnet";
        }
      };

  private record Jsonnet() implements Rendering {}

  private record Cue() implements Rendering {}

  private final Renderer renderer = Renderer.firstOf(List.of(JSONNET));

  private static RenderRequest request(InMemoryTree files, Rendering settings) {
    return new RenderRequest(
        new ApplicationName("shop-idc"),
        files.tree(),
        "shop",
        settings,
        "shop",
        ClusterInfo.of("v1.34.1", List.of()),
        RenderBudget.DEFAULT);
  }

  private String renderedBy(InMemoryTree files, Rendering settings) {
    Rendered.Complete complete = (Rendered.Complete) renderer.render(request(files, settings));
    return complete.manifests().isEmpty() ? "Jsonnet" : "plain YAML";
  }

  @Test
  void settingsChooseTheRenderer() {
    assertThat(renderedBy(FILES, new Jsonnet())).isEqualTo("Jsonnet");
    assertThat(renderedBy(FILES, Directory.defaults())).isEqualTo("plain YAML");
  }

  @Test
  void withoutSettingsTheFilesDoAndPlainYamlComesLast() {
    assertThat(renderedBy(FILES.with("shop/main.jsonnet", "{}"), Rendering.detected()))
        .isEqualTo("Jsonnet");
    assertThat(renderedBy(FILES, Rendering.detected())).isEqualTo("plain YAML");
  }

  @Test
  void unknownSettingsFailAndNameWhatIsThere() {
    RenderRequest request = request(FILES, new Cue());

    assertThat(renderer.handles(request)).isFalse();
    assertThat(((Rendered.Failed) renderer.render(request)).message())
        .contains("'shop-idc'", "Cue[]", "Jsonnet", "plain YAML and JSON");
  }
}
