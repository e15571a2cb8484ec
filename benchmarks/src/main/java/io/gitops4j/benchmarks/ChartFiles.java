package io.gitops4j.benchmarks;

import io.gitops4j.testkit.InMemoryTree;
import io.gitops4j.testkit.git.CommitDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The chart of the story, as it lies on the class path.
 *
 * @param files by their paths below the chart's folder
 */
record ChartFiles(Map<String, String> files) {
  private static final String OLD_TAG = "tag: \"0.1\"";
  private static final String NEW_TAG = "tag: \"0.2\"";

  static ChartFiles onClassPath() {
    URL chart = ChartFiles.class.getResource("/guestbook/Chart.yaml");
    if (chart == null || !chart.getProtocol().equals("file")) {
      throw new IllegalStateException(
          "the folder 'guestbook' must lie in a folder of the class path, found " + chart);
    }
    Path folder = Path.of(uri(chart)).resolveSibling("");
    try (Stream<Path> paths = Files.walk(folder)) {
      Map<String, String> files = new TreeMap<>();
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
      return new ChartFiles(files);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the chart in " + folder, e);
    }
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no URI: " + url, e);
    }
  }

  /** The same with the image of the next version. */
  ChartFiles ofNextVersion() {
    String values = files.getOrDefault("values.yaml", "");
    if (!values.contains(OLD_TAG)) {
      throw new IllegalStateException("values.yaml of the chart should have the line " + OLD_TAG);
    }
    Map<String, String> next = new TreeMap<>(files);
    next.put("values.yaml", values.replace(OLD_TAG, NEW_TAG));
    return new ChartFiles(next);
  }

  /** The chart in a folder of a tree. */
  InMemoryTree tree(String folder) {
    InMemoryTree tree = InMemoryTree.empty();
    for (Map.Entry<String, String> file : files.entrySet()) {
      tree = tree.with(folder + "/" + file.getKey(), file.getValue());
    }
    return tree;
  }

  /** Writes the chart into a folder of a commit. */
  CommitDraft into(CommitDraft draft, String folder) {
    files.forEach((path, content) -> draft.file(folder + "/" + path, content));
    return draft;
  }
}
