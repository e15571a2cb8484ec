package io.gitops4j.helm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that renders a chart which lies on disk. Thread-safe. */
interface HelmEngine {

  /**
   * Renders a chart.
   *
   * @return documents, each after a line with three dashes and one that names its template
   * @throws Refused if the chart or the values are wrong
   */
  String render(Chart chart) throws Refused;

  /**
   * What to render.
   *
   * @param folder with the chart; only read
   * @param kubeVersion empty for the engine's own
   * @param valueFiles the strongest last; their paths have no comma
   * @param integers values that stay integers, by path; values in files become floating point
   */
  record Chart(
      Path folder,
      String release,
      String namespace,
      String kubeVersion,
      List<Path> valueFiles,
      Map<String, String> integers) {

    Chart inFolder(Path other) {
      return new Chart(other, release, namespace, kubeVersion, valueFiles, integers);
    }
  }

  /** What the engine said about a chart that it can't render. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
