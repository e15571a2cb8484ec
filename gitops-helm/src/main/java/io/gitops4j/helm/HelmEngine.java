package io.gitops4j.helm;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ReleaseChart;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that renders a chart with its values. Thread-safe. */
interface HelmEngine {

  /**
   * Renders a chart.
   *
   * @throws Refused if the chart is wrong
   */
  Rendition render(Job job) throws Refused;

  /**
   * What to render.
   *
   * @param written the chart as it is written, with all that it depends on
   * @param settled the same with its values
   */
  record Job(
      Chart written,
      ReleaseChart settled,
      GivenValues given,
      Target target,
      HelmSettings settings,
      RenderBudget budget,
      Lookup lookup) {}

  /**
   * For whom.
   *
   * @param kubeVersion such as {@code v1.34.1}
   * @param apiVersions none if nobody knows
   */
  record Target(String release, String namespace, String kubeVersion, List<String> apiVersions) {}

  /**
   * What was rendered, in the order of Helm.
   *
   * @param warnings what a person should know
   */
  record Rendition(List<Document> documents, List<String> warnings) {
    public Rendition {
      documents = List.copyOf(documents);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * What a template gave.
   *
   * @param template its name, such as {@code shop/charts/redis/templates/service.yaml}
   */
  record Document(String template, String text) {}

  /** What the engine said about a chart that it can't render. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable SourcePosition position;

    Refused(String message) {
      this(message, null);
    }

    /**
     * With the place where it was said.
     *
     * @param position where, unless the message tells more closely
     */
    Refused(String message, @Nullable SourcePosition position) {
      super(message);
      this.position = position;
    }

    Optional<SourcePosition> position() {
      return Optional.ofNullable(position);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
