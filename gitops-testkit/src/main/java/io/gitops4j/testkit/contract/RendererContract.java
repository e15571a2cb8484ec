package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.source.ReadTrace;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TracingTree;
import io.gitops4j.core.source.TreeEntry;
import io.gitops4j.testkit.InMemoryTree;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Renderer} must do; extend it to test an implementation.
 *
 * @since 0.1.0
 */
public abstract class RendererContract {
  /** The folder in which an application lies, in the trees that the subclass gives. */
  protected static final String FOLDER = "apps/shop";

  private static final ApplicationName SHOP = new ApplicationName("shop");
  private static final RenderBudget PLENTY = RenderBudget.DEFAULT;

  /** What is tested; may be the same in every test. */
  protected abstract Renderer renderer();

  /** Settings that the renderer takes. */
  protected abstract Rendering settings();

  /** Files in {@link #FOLDER} that render to two objects at least. */
  protected abstract InMemoryTree files();

  /** Files in {@link #FOLDER} one of which can't be rendered, for a reason at a place in it. */
  protected abstract InMemoryTree brokenFiles();

  /** One of the {@link #files} without which, or with another content, they render otherwise. */
  protected abstract String decisiveFile();

  @Test
  void takesItsSettings() {
    assertThat(renderer().handles(request(files().tree()))).isTrue();
  }

  @Test
  void givesAllObjectsForGoodFiles() {
    assertThat(manifests(request(files().tree()))).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void equalRequestsGiveEqualManifests() {
    List<Manifest> first = manifests(request(files().tree()));

    assertThat(manifests(request(files().tree()))).isEqualTo(first);
  }

  @Test
  void everyObjectKnowsWhereItComesFrom() {
    assertThat(manifests(request(files().tree())))
        .allSatisfy(
            manifest ->
                assertThat(manifest.position())
                    .hasValueSatisfying(at -> assertThat(at.file()).startsWith(FOLDER + "/")));
  }

  @Test
  void rendersSideBySide() {
    List<Manifest> alone = manifests(request(files().tree()));

    List<List<Manifest>> together =
        IntStream.range(0, 8).parallel().mapToObj(i -> manifests(request(files().tree()))).toList();

    assertThat(together).allSatisfy(manifests -> assertThat(manifests).isEqualTo(alone));
  }

  @Test
  void readsNothingElsewhereInTheRepository() {
    ReadTrace read = traceOf(files());

    assertThat(read.stillHolds(files().with("elsewhere/file.yaml", "a: b").tree())).isTrue();
  }

  @Test
  void readsWhatItRendersThroughTheTree() {
    ReadTrace read = traceOf(files());

    assertThat(read.stillHolds(files().with(decisiveFile(), "other: content").tree())).isFalse();
    assertThat(read.stillHolds(files().without(decisiveFile()).tree())).isFalse();
  }

  @Test
  void aMissingFolderFailsAndNamesWhatIsThere() {
    InMemoryTree tree = InMemoryTree.empty().with("apps/warehouse/readme.md", "nothing");

    Rendered.Failed failed = failed(request(tree.tree()));

    assertThat(failed.message()).contains("'shop'", FOLDER, "warehouse");
  }

  @Test
  void brokenFilesFailWithApplicationFileAndLine() {
    Rendered.Failed failed = failed(request(brokenFiles().tree()));

    assertThat(failed.application()).isEqualTo(SHOP);
    assertThat(failed.position())
        .hasValueSatisfying(at -> assertThat(at.file()).startsWith(FOLDER + "/"));
  }

  @Test
  void aLinkOutOfTheRepositoryFails() {
    InMemoryTree tree = files().withLink(FOLDER + "/passwords.yaml", "../../../etc/passwd");

    assertThat(failed(request(tree.tree())).message()).contains("passwords.yaml");
  }

  @Test
  void readsNoMoreThanTheBudgetAllows() {
    RenderBudget budget = new RenderBudget(PLENTY.time(), 10, PLENTY.outputBytes(), 100);

    assertThat(failed(request(files().tree(), budget)).message()).contains("10", "inputBytes");
  }

  @Test
  void givesNoMoreObjectsThanTheBudgetAllows() {
    RenderBudget budget =
        new RenderBudget(PLENTY.time(), PLENTY.inputBytes(), PLENTY.outputBytes(), 1);

    assertThat(failed(request(files().tree(), budget)).message()).contains("manifests");
  }

  @Test
  void aTreeThatCannotBeReadIsNoFaultOfTheFiles() {
    RenderRequest request = request(new UnreachableTree());

    assertThatThrownBy(() -> renderer().render(request)).isInstanceOf(SourceException.class);
  }

  /** A request for the files of a tree, in {@link #FOLDER} and with {@link #settings}. */
  protected final RenderRequest request(SourceTree tree) {
    return request(tree, PLENTY);
  }

  private RenderRequest request(SourceTree tree, RenderBudget budget) {
    ClusterInfo cluster = ClusterInfo.of("v1.34.1", List.of());
    return new RenderRequest(SHOP, tree, FOLDER, settings(), "shop", cluster, budget);
  }

  private ReadTrace traceOf(InMemoryTree files) {
    TracingTree traced = new TracingTree(files.tree());
    manifests(request(traced));
    return traced.trace();
  }

  private List<Manifest> manifests(RenderRequest request) {
    Rendered rendered = renderer().render(request);
    assertThat(rendered).isInstanceOf(Rendered.Complete.class);
    return ((Rendered.Complete) rendered).manifests();
  }

  private Rendered.Failed failed(RenderRequest request) {
    Rendered rendered = renderer().render(request);
    assertThat(rendered).isInstanceOf(Rendered.Failed.class);
    return (Rendered.Failed) rendered;
  }

  /** As over a connection that broke. */
  private static final class UnreachableTree implements SourceTree {
    @Override
    public Revision revision() {
      return new Revision("0".repeat(40));
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
      throw unreachable();
    }

    @Override
    public List<TreeEntry> list(String folder) {
      throw unreachable();
    }

    @Override
    public byte[] read(String file) {
      throw unreachable();
    }

    private static SourceException unreachable() {
      return new SourceException(Reason.UNREACHABLE, "the repository does not answer");
    }
  }
}
