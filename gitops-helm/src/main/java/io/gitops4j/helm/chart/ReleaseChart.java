package io.gitops4j.helm.chart;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chart with everything settled that values decide: what the engine renders.
 *
 * @param chart with the subcharts that are enabled only, named by their aliases
 * @param values of the chart and, under their names, of its subcharts; with globals handed down.
 *     Plain data as in {@link Chart#values}, not to be changed
 * @param warnings what a person should know, as Helm says it
 */
public record ReleaseChart(
    Chart chart, Map<String, @Nullable Object> values, List<String> warnings) {

  /** Copies the list. */
  public ReleaseChart {
    warnings = List.copyOf(warnings);
  }
}
