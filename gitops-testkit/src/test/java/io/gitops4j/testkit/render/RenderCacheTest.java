package io.gitops4j.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.render.Directory;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderCache;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.testkit.InMemoryTree;
import io.gitops4j.testkit.RecordingRenderer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenderCacheTest {
  private static final ClusterInfo CLUSTER = ClusterInfo.of("v1.34.1", List.of());
  private static final InMemoryTree FILES =
      InMemoryTree.empty()
          .with("shop/a.yaml", configMap("a"))
          .with("warehouse/b.yaml", configMap("b"))
          .with("readme.md", "read me");

  private final RecordingRenderer renderer = new RecordingRenderer(Renderer.plainYaml());
  private final RenderCache cache = RenderCache.of(renderer);

  private static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n";
  }

  private static RenderRequest request(InMemoryTree files) {
    return request(files, "shop", Directory.defaults(), CLUSTER);
  }

  private static RenderRequest request(
      InMemoryTree files, String application, Rendering settings, ClusterInfo cluster) {
    return new RenderRequest(
        new ApplicationName(application),
        files.tree(),
        application,
        settings,
        "shop",
        cluster,
        RenderBudget.DEFAULT);
  }

  private static List<String> names(Rendered rendered) {
    return ((Rendered.Complete) rendered)
        .manifests().stream().map(manifest -> manifest.key().name()).toList();
  }

  @Test
  void aCommitElsewhereCostsNoRendering() {
    Rendered first = cache.render(request(FILES));

    Rendered second =
        cache.render(
            request(FILES.with("readme.md", "new").with("warehouse/c.yaml", configMap("c"))));

    assertThat(second).isSameAs(first);
    assertThat(renderer.requests()).hasSize(1);
  }

  @Test
  void aChangedFileIsRenderedAnew() {
    cache.render(request(FILES));

    Rendered changed = cache.render(request(FILES.with("shop/a.yaml", configMap("x"))));
    Rendered added = cache.render(request(FILES.with("shop/z.yaml", configMap("z"))));

    assertThat(names(changed)).containsExactly("x");
    assertThat(names(added)).containsExactly("a", "z");
    assertThat(renderer.requests()).hasSize(3);
  }

  @Test
  void aChangeOfWhatALinkLeadsToIsRenderedAnew() {
    InMemoryTree linked = FILES.withLink("shop/b.yaml", "../warehouse/b.yaml");
    cache.render(request(linked));

    Rendered changed = cache.render(request(linked.with("warehouse/b.yaml", configMap("x"))));

    assertThat(names(changed)).containsExactly("a", "x");
  }

  @Test
  void whatIsLookedAtInTurnsIsRememberedTogether() {
    InMemoryTree other = FILES.with("shop/a.yaml", configMap("x"));

    for (int i = 0; i < 5; i++) {
      assertThat(names(cache.render(request(FILES)))).containsExactly("a");
      assertThat(names(cache.render(request(other)))).containsExactly("x");
    }

    assertThat(renderer.requests()).hasSize(2);
  }

  @Test
  void settingsApplicationAndClusterCount() {
    ClusterInfo newer = ClusterInfo.of("v1.35.0", List.of());
    GroupVersionKind probe = GroupVersionKind.of("monitoring.example/v1", "Probe");
    ClusterInfo larger = ClusterInfo.of("v1.34.1", List.of(new ApiResource(probe, "probes", true)));

    cache.render(request(FILES));
    cache.render(request(FILES, "warehouse", Directory.defaults(), CLUSTER));
    cache.render(request(FILES, "shop", Directory.defaults().withRecursion(), CLUSTER));
    cache.render(request(FILES, "shop", Directory.defaults(), newer));
    cache.render(request(FILES, "shop", Directory.defaults(), larger));
    assertThat(renderer.requests()).hasSize(5);

    cache.render(request(FILES, "shop", Directory.defaults().withRecursion(), CLUSTER));
    assertThat(renderer.requests()).hasSize(5);
  }

  @Test
  void aFailureIsRememberedUntilTheFilesChange() {
    InMemoryTree broken = FILES.with("shop/z.yaml", "apiVersion: [");

    cache.render(request(broken));
    Rendered again = cache.render(request(broken.with("readme.md", "new")));

    assertThat(again).isInstanceOf(Rendered.Failed.class);
    assertThat(renderer.requests()).hasSize(1);
    assertThat(names(cache.render(request(FILES)))).containsExactly("a");
  }

  @Test
  void whatWasMissingIsLookedForAgain() {
    RenderRequest missing =
        request(FILES.without("shop/a.yaml"), "shop", Directory.defaults(), CLUSTER);
    assertThat(cache.render(missing)).isInstanceOf(Rendered.Failed.class);

    assertThat(names(cache.render(request(FILES)))).containsExactly("a");
  }

  @Test
  void anExceptionIsNotRemembered() {
    boolean[] broken = {true};
    RenderCache flaky =
        RenderCache.of(
            request -> {
              if (broken[0]) {
                throw new RenderException("the disk is full", null);
              }
              return renderer.render(request);
            });
    assertThatThrownBy(() -> flaky.render(request(FILES))).isInstanceOf(RenderException.class);

    broken[0] = false;

    assertThat(names(flaky.render(request(FILES)))).containsExactly("a");
  }

  @Test
  void whoAsksTogetherSharesOneRendering() {
    Set<Rendered> answers =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> cache.render(request(FILES)))
            .collect(Collectors.toSet());

    assertThat(answers).hasSize(1);
    assertThat(renderer.requests()).hasSize(1);
  }

  @Test
  void forgetsWhatWasUsedLongestAgo() {
    RenderCache small = RenderCache.of(renderer, 1);

    small.render(request(FILES));
    small.render(request(FILES, "warehouse", Directory.defaults(), CLUSTER));
    small.render(request(FILES));

    assertThat(renderer.requests()).hasSize(3);
  }
}
