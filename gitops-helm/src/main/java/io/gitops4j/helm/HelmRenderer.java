package io.gitops4j.helm;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.helm.ChartLayouts.Lease;
import io.gitops4j.helm.HelmEngine.Chart;
import io.gitops4j.helm.HelmEngine.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renders Helm charts: what {@code helm template --include-crds} gives, hooks and custom resource
 * definitions included. Takes the settings {@link Helm}, and folders with a {@code Chart.yaml}
 * without settings. Dependencies must lie in the chart's {@code charts} folder; {@code lookup}
 * finds nothing.
 *
 * <p>Runs Helm's own code in this process, on charts that it lays out in the folder for temporary
 * files: each content once, deleted by {@link #close} and when the JVM ends. A template that never
 * ends can't be stopped, only left alone: its rendering fails in time, and when too many go on in
 * the background the renderer refuses to start more.
 *
 * @since 0.1.0
 */
public final class HelmRenderer implements Renderer, AutoCloseable {
  private static final int LONGEST_RELEASE_NAME = 53;
  private static final Pattern NUMERIC_VERSION = Pattern.compile("v?\\d+\\.\\d+(\\.\\d+)?");

  private final HelmEngine engine;
  private final ChartLayouts layouts = new ChartLayouts();
  private final TimedCalls calls = new TimedCalls();

  HelmRenderer(HelmEngine engine) {
    this.engine = engine;
  }

  /** A renderer; the caller closes it. Helm's code is loaded when it renders first. */
  public static HelmRenderer create() {
    return new HelmRenderer(new NativeHelm());
  }

  @Override
  public boolean handles(RenderRequest request) {
    if (request.rendering() instanceof Helm) {
      return true;
    }
    if (request.rendering() != Rendering.detected()) {
      return false;
    }
    try {
      return request.entry("Chart.yaml").filter(ChartFiles::isChartFile).isPresent();
    } catch (SourceException e) {
      return false; // whoever takes the folder will say what is wrong with its path
    }
  }

  @Override
  public Rendered render(RenderRequest request) {
    try {
      return renderChart(request);
    } catch (UnrenderableException e) {
      return e.toFailed(request.application());
    }
  }

  private Rendered renderChart(RenderRequest request) {
    Helm settings = request.rendering() instanceof Helm given ? given : Helm.defaults();
    RenderInput input = RenderInput.of(request);
    ChartFiles files = ChartFiles.find(input, request.path());
    Values values = Values.of(settings, request, input);
    try (Lease chart =
        layouts.lease(
            files.digest(),
            request.cluster().apiVersions(),
            () -> PreparedChart.toRender(read(files, request, input), apiVersions(request)))) {
      return withValues(request, settings, chart, values);
    }
  }

  private static Map<String, byte[]> read(
      ChartFiles files, RenderRequest request, RenderInput input) {
    return files.read(input, request.budget().inputBytes());
  }

  private static List<String> apiVersions(RenderRequest request) {
    return request.cluster().apiVersions();
  }

  private Rendered withValues(RenderRequest request, Helm settings, Lease chart, Values values) {
    Path folder = layouts.write(values.files());
    try {
      Chart toRender = chart(request, settings, chart.folder(), values, folder);
      String text = call(toRender, request);
      RenderedText rendered = new RenderedText(request, settings);
      return new Rendered.Complete(rendered.manifests(text), chart.warnings());
    } catch (Refused e) {
      values.refuseBroken();
      throw explained(request, chart(request, settings, chart.folder(), values, folder), e);
    } finally {
      TemporaryFolder.deleteQuietly(folder);
    }
  }

  private static Chart chart(
      RenderRequest request, Helm settings, Path folder, Values values, Path valuesFolder) {
    return new Chart(
        folder,
        releaseName(request, settings),
        namespace(request, settings),
        kubeVersion(request, settings),
        values.files().keySet().stream().map(valuesFolder::resolve).toList(),
        values.integers());
  }

  private static String releaseName(RenderRequest request, Helm settings) {
    String name = settings.releaseName().orElse(request.application().value());
    if (name.length() > LONGEST_RELEASE_NAME) {
      throw new UnrenderableException(
          "the release name '%s' has %d characters and Helm allows %d: set a shorter one with Helm.withReleaseName"
              .formatted(name, name.length(), LONGEST_RELEASE_NAME));
    }
    return name;
  }

  private static String namespace(RenderRequest request, Helm settings) {
    String namespace = settings.namespace().orElse(request.namespace());
    return namespace.isEmpty() ? "default" : namespace;
  }

  // What vendors append is no part of what charts ask for.
  private static String kubeVersion(RenderRequest request, Helm settings) {
    String version = settings.kubeVersion().orElse(request.cluster().version());
    Matcher numeric = NUMERIC_VERSION.matcher(version);
    if (!numeric.lookingAt()) {
      throw new UnrenderableException(
          "the destination's Kubernetes version is '%s', which is no version such as v1.34.1: name the one to render for with Helm.withKubeVersion"
              .formatted(version));
    }
    return numeric.group();
  }

  private String call(Chart chart, RenderRequest request) throws Refused {
    if (chart.folder().toString().contains(",")) {
      throw new RenderException(
          "the folder for temporary files has a comma in its name, which Helm takes for the end of one: %s"
              .formatted(chart.folder()),
          null);
    }
    return calls.call(request.application(), request.budget().time(), () -> engine.render(chart));
  }

  /** Renders once more with every template in its own place: then the engine can name the line. */
  private UnrenderableException explained(RenderRequest request, Chart chart, Refused first) {
    RenderInput input = RenderInput.of(request);
    ChartFiles files = ChartFiles.find(input, request.path());
    Map<String, byte[]> original = read(files, request, input);
    Path folder = layouts.write(PreparedChart.toExplain(original, apiVersions(request)).files());
    HelmErrors errors = new HelmErrors(request, original.keySet());
    try {
      call(chart.inFolder(folder), request);
      return errors.explain(first.text(), chart.folder());
    } catch (Refused e) {
      return errors.explain(e.text(), folder);
    } finally {
      TemporaryFolder.deleteQuietly(folder);
    }
  }

  /** Deletes what was laid out. Renderings that are under way may fail. */
  @Override
  public void close() {
    layouts.close();
  }

  @Override
  public String toString() {
    return "Helm";
  }
}
