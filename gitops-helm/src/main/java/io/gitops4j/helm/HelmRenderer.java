package io.gitops4j.helm;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.helm.HelmEngine.Job;
import io.gitops4j.helm.HelmEngine.Refused;
import io.gitops4j.helm.HelmEngine.Rendition;
import io.gitops4j.helm.HelmEngine.Target;
import io.gitops4j.helm.HelmSettings.Flag;
import io.gitops4j.helm.HelmSettings.Repeated;
import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartLoader;
import io.gitops4j.helm.chart.ReleaseChart;
import io.gitops4j.helm.chart.ValuesSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renders Helm charts: what {@code helm template --include-crds} gives, hooks and custom resource
 * definitions included. Takes the settings {@link Helm}, and folders with a {@code Chart.yaml}
 * without settings.
 *
 * <p>Charts are interpreted in this process, within the budget of the request: nothing outside the
 * tree is read, no cluster is asked. A renderer keeps the charts that it parsed, by their content.
 * Immutable; {@code with…} returns a copy that shares them.
 *
 * @since 0.1.0
 */
public final class HelmRenderer implements Renderer {
  private static final int LONGEST_RELEASE_NAME = 53;
  private static final Pattern RELEASE_NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern NUMERIC_VERSION = Pattern.compile("v?\\d+\\.\\d+(\\.\\d+)?");

  private static final Repeated ONCE =
      new Repeated(Optional.of(Instant.parse("2001-02-03T04:05:06Z")), OptionalLong.of(1));
  private static final Repeated AGAIN =
      new Repeated(Optional.of(Instant.parse("2032-11-12T13:14:15Z")), OptionalLong.of(2));

  private final HelmEngine engine;
  private final ChartLoader loader;
  private final ChartSource charts;
  private final Lookup lookup;
  private final KnownDocuments documents = new KnownDocuments();

  private HelmRenderer(HelmEngine engine, ChartLoader loader, ChartSource charts, Lookup lookup) {
    this.lookup = lookup;
    this.engine = engine;
    this.loader = loader;
    this.charts = charts;
  }

  /** A renderer that interprets charts itself. */
  public static HelmRenderer create() {
    return new HelmRenderer(
        new InterpreterEngine(), new ChartLoader(), ChartSource.none(), Lookup.nothing());
  }

  /**
   * A renderer that runs a program of Helm 4 for each rendering, instead of interpreting charts
   * itself. The program gets charts and values in a folder for temporary files, and an empty
   * environment; it is ended when the budget is used up.
   *
   * @param helm the program's file
   */
  public static HelmRenderer program(Path helm) {
    return new HelmRenderer(
        new ProgramEngine(helm.toAbsolutePath()),
        new ChartLoader(),
        ChartSource.none(),
        Lookup.nothing());
  }

  /** Takes charts that a chart depends on and does not hold from elsewhere. */
  public HelmRenderer withCharts(ChartSource source) {
    return new HelmRenderer(engine, loader, source, lookup);
  }

  /** Lets templates look up what is in the namespace of the release; the program can't. */
  public HelmRenderer withLookup(Lookup other) {
    return new HelmRenderer(engine, loader, charts, other);
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
      return request.entry("Chart.yaml").filter(ChartLoader::isChartFile).isPresent();
    } catch (SourceException e) {
      return false; // whoever takes the folder will say what is wrong with its path
    }
  }

  @Override
  public Rendered render(RenderRequest request) {
    try {
      return renderChart(request, settings(request));
    } catch (UnrenderableException e) {
      return e.toFailed(request.application());
    }
  }

  /**
   * Renders twice, years apart and with other chance, and tells what differs. Costs two renderings;
   * for the program only as much time passes as it takes.
   */
  public Stability stability(RenderRequest request) {
    List<List<Manifest>> both = new ArrayList<>();
    for (Repeated repeated : List.of(ONCE, AGAIN)) {
      try {
        HelmSettings settings = settings(request).withRepeated(repeated);
        both.add(renderChart(request, settings).manifests());
      } catch (UnrenderableException e) {
        return new Stability(List.of(), Optional.of(e.toFailed(request.application())));
      }
    }
    return new Stability(Differences.between(both.get(0), both.get(1)), Optional.empty());
  }

  private static HelmSettings settings(RenderRequest request) {
    return (request.rendering() instanceof Helm given ? given : Helm.defaults()).settings();
  }

  private Rendered.Complete renderChart(RenderRequest request, HelmSettings settings) {
    RenderInput input = RenderInput.of(request);
    Target target = target(request, settings);
    Chart chart = new DeclaredCharts(loader, charts, request).complete(input);
    GivenValues given = GivenValues.of(settings, request, input);
    chart.requireInstallable(target.kubeVersion());
    ReleaseChart settled = ReleaseChart.of(chart, given.merged());
    List<String> warnings = new ArrayList<>(settled.warnings());
    if (!settings.has(Flag.WITHOUT_SCHEMA_VALIDATION)) {
      warnings.addAll(ValuesSchemas.check(settled));
    }
    Job job = new Job(chart, settled, given, target, settings, request.budget(), lookup);
    return render(job, warnings);
  }

  private Rendered.Complete render(Job job, List<String> warnings) {
    TemplatePaths paths = TemplatePaths.of(job.settled().chart());
    try {
      Rendition rendition = engine.render(job);
      warnings.addAll(rendition.warnings());
      List<Manifest> manifests =
          new RenderedDocuments(job.budget(), job.settings(), paths, documents)
              .manifests(rendition.documents());
      return new Rendered.Complete(manifests, warnings);
    } catch (Refused e) {
      throw new HelmErrors(paths).explain(e);
    }
  }

  private static Target target(RenderRequest request, HelmSettings settings) {
    HelmSettings.Release release = settings.release();
    String namespace = release.namespace().orElse(request.namespace());
    List<String> apiVersions =
        release.apiVersions().isEmpty() ? request.cluster().apiVersions() : release.apiVersions();
    return new Target(
        releaseName(release.name().orElse(request.application().value())),
        namespace.isEmpty() ? "default" : namespace,
        kubeVersion(release.kubeVersion().orElse(request.cluster().version())),
        apiVersions);
  }

  private static String releaseName(String name) {
    if (name.length() > LONGEST_RELEASE_NAME) {
      throw new UnrenderableException(
          "the release name '%s' has %d characters and Helm allows %d: set a shorter one with Helm.withReleaseName"
              .formatted(name, name.length(), LONGEST_RELEASE_NAME));
    }
    if (!RELEASE_NAME.matcher(name).matches()) {
      throw new UnrenderableException(
          "the release name '%s' is none for Helm, which takes lower-case letters, digits, '-' and '.': set another one with Helm.withReleaseName"
              .formatted(name));
    }
    return name;
  }

  // What vendors append is no part of what charts ask for.
  private static String kubeVersion(String version) {
    Matcher numeric = NUMERIC_VERSION.matcher(version);
    if (!numeric.lookingAt()) {
      throw new UnrenderableException(
          "the destination's Kubernetes version is '%s', which is no version such as v1.34.1: name the one to render for with Helm.withKubeVersion"
              .formatted(version));
    }
    return numeric.group().startsWith("v") ? numeric.group() : "v" + numeric.group();
  }

  @Override
  public String toString() {
    return "Helm";
  }
}
