package io.gitops4j.helm.chart;

import io.gitops4j.helm.chart.ChartMetadata.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chart while its dependencies are settled: for one rendering and one thread. */
final class ChartNode {
  private final Chart chart;
  private String name;
  private Map<String, @Nullable Object> values;
  private List<ChartNode> children;
  private List<Dependency> dependencies;

  private ChartNode(Chart chart, String name) {
    this.chart = chart;
    this.name = name;
    this.values = chart.values();
    this.children = new ArrayList<>();
    chart.subcharts().forEach(child -> children.add(new ChartNode(child, child.name())));
    this.dependencies = chart.metadata().dependencies();
  }

  static ChartNode of(Chart chart) {
    return new ChartNode(chart, chart.name());
  }

  /** The same chart again, under another name. */
  ChartNode named(String alias) {
    return new ChartNode(chart, alias);
  }

  String name() {
    return name;
  }

  String version() {
    return chart.metadata().version();
  }

  Map<String, @Nullable Object> values() {
    return values;
  }

  void setValues(Map<String, @Nullable Object> other) {
    values = other;
  }

  List<ChartNode> children() {
    return children;
  }

  void setChildren(List<ChartNode> others) {
    children = others;
  }

  /** None if the chart declares none, or if all that it declares are disabled. */
  List<Dependency> dependencies() {
    return dependencies;
  }

  void setDependencies(List<Dependency> others) {
    dependencies = others;
  }

  /** The chart with what was settled. */
  Chart settled() {
    return chart
        .withMetadata(chart.metadata().withName(name).withDependencies(dependencies))
        .withValues(values)
        .withSubcharts(children.stream().map(ChartNode::settled).toList());
  }
}
