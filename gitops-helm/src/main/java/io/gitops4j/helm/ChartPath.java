package io.gitops4j.helm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's place among a chart and its subcharts.
 *
 * @param chart the folder of the chart that it belongs to, below the outermost: empty, or such as
 *     {@code charts/redis/}
 * @param file the path below that
 */
record ChartPath(String chart, String file) {
  private static final Pattern PARTS = Pattern.compile("((?:charts/[^/]+/)*)(.*)", Pattern.DOTALL);

  static ChartPath of(String path) {
    Matcher parts = PARTS.matcher(path);
    if (!parts.matches()) {
      throw new IllegalStateException("every path matches");
    }
    return new ChartPath(parts.group(1), parts.group(2));
  }

  /** Whether this is a chart packed up in the {@code charts} folder of another. */
  boolean isSubchartArchive() {
    return file.matches("charts/[^/._][^/]*\\.tgz");
  }

  boolean isTemplate() {
    return file.startsWith("templates/");
  }

  /** Whether Helm gives what it renders to as a manifest. */
  boolean isRendered() {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return isTemplate() && !name.startsWith("_") && !name.endsWith("NOTES.txt");
  }

  boolean isCrd() {
    return file.matches("(?s)crds/.*\\.(yaml|yml|json)");
  }
}
