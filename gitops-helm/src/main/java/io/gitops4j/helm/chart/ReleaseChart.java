package io.gitops4j.helm.chart;

import io.gitops4j.core.render.UnrenderableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chart with everything settled that values decide: what the engine renders.
 *
 * @param chart with the subcharts that are enabled only, named by their aliases
 * @param values of the chart and, under their names, of its subcharts; with globals handed down.
 *     Plain data as in {@link Chart#values}, not to be changed. Helm finds a subchart's values by
 *     its name as a path: those of a chart whose name has a dot are never found
 * @param warnings what a person should know, as Helm says it
 */
public record ReleaseChart(
    Chart chart, Map<String, @Nullable Object> values, List<String> warnings) {

  /** Copies the list. */
  public ReleaseChart {
    warnings = List.copyOf(warnings);
  }

  /**
   * Settles a chart.
   *
   * @param given the values that come before the chart's own; stays as it is
   * @throws UnrenderableException if they do not suit the chart
   */
  public static ReleaseChart of(Chart chart, Map<String, @Nullable Object> given) {
    Set<String> warnings = new LinkedHashSet<>();
    ChartNode root = ChartNode.of(chart);
    try {
      new Dependencies(warnings::add).settle(root, given);
    } catch (UnrenderableException e) {
      throw new UnrenderableException("chart dependencies processing failed: " + e.getMessage());
    }
    Map<String, @Nullable Object> values =
        new Coalescing(new Tables(false, warnings::add)).of(root, given);
    return new ReleaseChart(root.settled(), values, new ArrayList<>(warnings));
  }
}
