package io.gitops4j.helm.chart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Chart.yaml} says; text is empty where it says nothing.
 *
 * @param type {@code application}, {@code library} or empty
 * @param dependencies of {@code Chart.yaml}, or of {@code requirements.yaml} in a chart of version
 *     1
 */
public record ChartMetadata(
    String apiVersion,
    String name,
    String version,
    String type,
    String appVersion,
    String kubeVersion,
    About about,
    String condition,
    String tags,
    List<Dependency> dependencies) {

  /** Copies the list. */
  public ChartMetadata {
    dependencies = List.copyOf(dependencies);
  }

  ChartMetadata withName(String other) {
    return new ChartMetadata(
        apiVersion,
        other,
        version,
        type,
        appVersion,
        kubeVersion,
        about,
        condition,
        tags,
        dependencies);
  }

  ChartMetadata withDependencies(List<Dependency> others) {
    return new ChartMetadata(
        apiVersion, name, version, type, appVersion, kubeVersion, about, condition, tags, others);
  }

  /** What is only for people, but templates can show it. */
  public record About(
      String description,
      String home,
      String icon,
      boolean deprecated,
      List<String> keywords,
      List<String> sources,
      List<Maintainer> maintainers,
      Map<String, String> annotations) {

    /** Copies the lists. */
    public About {
      keywords = List.copyOf(keywords);
      sources = List.copyOf(sources);
      maintainers = List.copyOf(maintainers);
      annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }
  }

  /** Who maintains a chart. */
  public record Maintainer(String name, String email, String url) {}

  /**
   * A chart that another one needs; text is empty where nothing is said.
   *
   * @param version a range
   * @param condition paths of values, with commas between them
   * @param enabled whether conditions and tags left it in; what the file says counts for nothing
   * @param importValues each a text, or a map with {@code child} and {@code parent}
   */
  public record Dependency(
      String name,
      String version,
      String repository,
      String condition,
      List<String> tags,
      boolean enabled,
      List<@Nullable Object> importValues,
      String alias) {

    /** Copies the lists. */
    public Dependency {
      tags = List.copyOf(tags);
      importValues = Collections.unmodifiableList(importValues);
    }

    /** The name by which values know the chart. */
    public String effectiveName() {
      return alias.isEmpty() ? name : alias;
    }

    Dependency withName(String other) {
      return new Dependency(
          other, version, repository, condition, tags, enabled, importValues, alias);
    }

    Dependency withEnabled(boolean other) {
      return new Dependency(name, version, repository, condition, tags, other, importValues, alias);
    }

    Dependency withImportValues(List<@Nullable Object> others) {
      return new Dependency(name, version, repository, condition, tags, enabled, others, alias);
    }
  }
}
