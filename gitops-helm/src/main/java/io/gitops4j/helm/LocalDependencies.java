package io.gitops4j.helm;

import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.UnrenderableException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The charts beside a chart that it depends on by {@code file://} and that nobody put into its
 * {@code charts} folder: {@code helm dependency build} would, and they lie in the same commit.
 * Their own dependencies must lie in their {@code charts} folders.
 */
final class LocalDependencies {
  private static final String LOCAL = "file://";

  private LocalDependencies() {}

  /**
   * Finds them.
   *
   * @param files what is in the chart's folder
   * @return folders in the tree by the names of the charts
   */
  static Map<String, String> of(RenderInput input, String folder, Set<String> files) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, String> found = new LinkedHashMap<>();
    for (Value dependency : declared(input, prefix + "Chart.yaml")) {
      String name = dependency.textAt("name").orElse("");
      String repository = dependency.textAt("repository").orElse("");
      if (repository.startsWith(LOCAL) && !name.isEmpty() && !isThere(name, files)) {
        found.put(name, settled(prefix + repository.substring(LOCAL.length())));
      }
    }
    return found;
  }

  private static List<Value> declared(RenderInput input, String chartFile) {
    try {
      return ManifestReader.create().readValues(chartFile, input.read(chartFile)).stream()
          .flatMap(chart -> chart.itemsAt("dependencies").stream())
          .toList();
    } catch (ManifestException e) {
      throw UnrenderableException.of(e);
    }
  }

  private static boolean isThere(String name, Set<String> files) {
    String folder = "charts/" + name + "/";
    String archive = "charts/" + name + "-";
    return files.stream().anyMatch(file -> file.startsWith(folder) || isArchive(file, archive));
  }

  private static boolean isArchive(String file, String start) {
    return file.startsWith(start)
        && file.endsWith(".tgz")
        && Character.isDigit(file.charAt(start.length()));
  }

  // As text: a path that leads out of the repository stays one, and is refused when it is read.
  private static String settled(String path) {
    Path normal = Path.of(path).normalize();
    return normal.toString().replace('\\', '/');
  }
}
