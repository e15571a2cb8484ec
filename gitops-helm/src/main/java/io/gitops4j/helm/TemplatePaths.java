package io.gitops4j.helm;

import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartFile;
import java.util.HashMap;
import java.util.Map;

/** Where the templates of a release lie, by the names that Helm gives them. */
final class TemplatePaths {
  private final Map<String, String> paths = new HashMap<>();

  private TemplatePaths() {}

  static TemplatePaths of(Chart settled) {
    TemplatePaths paths = new TemplatePaths();
    paths.add(settled, settled.name());
    return paths;
  }

  private void add(Chart chart, String name) {
    chart.templates().forEach(file -> add(file, name));
    chart.crds().forEach(file -> add(file, name));
    chart.subcharts().forEach(child -> add(child, name + "/charts/" + child.name()));
  }

  private void add(ChartFile file, String chart) {
    paths.put(chart + "/" + file.name(), file.path());
  }

  /** The path in the repository; the name itself where nothing is known by it. */
  String of(String template) {
    return paths.getOrDefault(template, template);
  }

  /** How positions in what a template gave are named: its own lines are others. */
  String rendered(String template) {
    return of(template) + " (rendered)";
  }
}
