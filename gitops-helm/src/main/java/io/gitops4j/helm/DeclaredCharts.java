package io.gitops4j.helm;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.ChartSource.Wanted;
import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartLoader;
import io.gitops4j.helm.chart.ChartMetadata.Dependency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The charts that a chart declares and does not hold: {@code helm dependency build} would put them
 * into its folder {@code charts}. Those beside it in the same commit are taken from there, others
 * from where the embedder allows.
 */
final class DeclaredCharts {
  private static final String LOCAL = "file://";

  private final ChartLoader loader;
  private final ChartSource source;
  private final RenderRequest request;

  DeclaredCharts(ChartLoader loader, ChartSource source, RenderRequest request) {
    this.loader = loader;
    this.source = source;
    this.request = request;
  }

  /**
   * The chart with all that it declares.
   *
   * @throws UnrenderableException naming a chart that is missing, and the remedy
   */
  Chart complete(RenderInput input) {
    Chart chart = loader.load(input, request.path(), request.budget().inputBytes());
    List<Dependency> missing = chart.missing();
    if (missing.isEmpty()) {
      return chart;
    }
    Map<String, String> locked = chart.lockedVersions();
    List<Chart> found = new ArrayList<>();
    for (Dependency dependency : missing) {
      find(dependency, locked, input).ifPresent(found::add);
    }
    Chart complete = chart.withFurther(found);
    complete.requireComplete();
    return complete;
  }

  private Optional<Chart> find(
      Dependency dependency, Map<String, String> locked, RenderInput input) {
    String repository = dependency.repository();
    if (repository.startsWith(LOCAL)) {
      String folder = settled(request.resolve(repository.substring(LOCAL.length())));
      return Optional.of(loader.load(input, folder, request.budget().inputBytes()));
    }
    if (repository.isEmpty()) {
      return Optional.empty();
    }
    String version = locked.getOrDefault(dependency.name(), dependency.version());
    Wanted wanted = new Wanted(repository, dependency.name(), version, request.budget().time());
    return fetched(wanted)
        .map(
            packed ->
                ChartLoader.unpack(
                    "%s of %s".formatted(wanted.name(), repository),
                    packed,
                    request.budget().inputBytes()));
  }

  private Optional<byte[]> fetched(Wanted wanted) {
    try {
      return source.fetch(wanted);
    } catch (ChartSourceException e) {
      String message =
          "the chart depends on '%s' %s of %s, which is not in its folder 'charts' and can't be fetched: %s"
              .formatted(wanted.name(), wanted.version(), wanted.repository(), e.getMessage());
      if (e.isTransient()) {
        throw new RenderException(message, e);
      }
      throw new UnrenderableException(
          new SourcePosition(request.resolve("Chart.yaml"), 1, 1), message, e);
    }
  }

  // As text: a path that leads out of the repository stays one, and is refused when it is read.
  private static String settled(String path) {
    return Path.of(path).normalize().toString().replace('\\', '/');
  }
}
