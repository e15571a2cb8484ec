package io.gitops4j.helm;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.core.source.TreeEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of a chart in the tree by path below its folder, not yet read. */
final class ChartFiles {
  private static final String ARCHIVE = ".tgz";

  private final Map<String, TreeEntry> files;

  private ChartFiles(Map<String, TreeEntry> files) {
    this.files = files;
  }

  /**
   * Finds the files.
   *
   * @throws UnrenderableException if there is no chart; it names what is there
   */
  static ChartFiles find(RenderInput input, String folder) {
    List<TreeEntry> directly = input.list(folder);
    if (directly.stream().noneMatch(ChartFiles::isChartFile)) {
      String there =
          directly.stream()
              .map(entry -> entry.isFolder() ? entry.name() + "/" : entry.name())
              .collect(Collectors.joining(", "));
      throw new UnrenderableException(
          "%s is no Helm chart: it has no file Chart.yaml; it holds %s"
              .formatted(named(folder), there.isEmpty() ? "nothing" : there));
    }
    Map<String, TreeEntry> files = new LinkedHashMap<>();
    addFiles(input, folder, "", files);
    LocalDependencies.of(input, folder, files.keySet())
        .forEach((name, where) -> addFiles(input, where, "charts/" + name + "/", files));
    return new ChartFiles(files);
  }

  private static void addFiles(
      RenderInput input, String folder, String into, Map<String, TreeEntry> files) {
    int prefix = folder.isEmpty() ? 0 : folder.length() + 1;
    input.filesBelow(folder).forEach(f -> files.put(into + f.path().substring(prefix), f));
  }

  private static String named(String folder) {
    return folder.isEmpty() ? "the root folder" : "folder '" + folder + "'";
  }

  static boolean isChartFile(TreeEntry entry) {
    return entry.name().equals("Chart.yaml") && !entry.isFolder();
  }

  /** What the content is known by: equal for equal files, wherever the chart stands. */
  Digest digest() {
    StringBuilder text = new StringBuilder();
    files.forEach((path, file) -> text.append(file.id()).append(' ').append(path).append('\0'));
    return Digest.of(text.toString());
  }

  /** The content of all files by path below the chart's folder, archives of subcharts unpacked. */
  Map<String, byte[]> read(RenderInput input, long limit) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    files.forEach((path, file) -> contents.put(path, input.read(file.path())));
    return unpacked(contents, limit);
  }

  // Again and again, because archives may hold archives; each level uses up some of the limit.
  private static Map<String, byte[]> unpacked(Map<String, byte[]> contents, long limit) {
    Map<String, byte[]> unpacked = new LinkedHashMap<>();
    long left = limit;
    boolean more = false;
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      String path = file.getKey();
      if (!ChartPath.of(path).isSubchartArchive()) {
        unpacked.put(path, file.getValue());
        continue;
      }
      Map<String, byte[]> inside = ChartArchive.unpack(path, file.getValue(), left);
      left -= Math.max(1, size(inside.values()));
      String into = path.substring(0, path.length() - ARCHIVE.length()) + ".unpacked/";
      inside.forEach((name, content) -> unpacked.put(into + name, content));
      more = true;
    }
    return more ? unpacked(unpacked, left) : unpacked;
  }

  private static long size(Collection<byte[]> contents) {
    return contents.stream().mapToLong(content -> content.length).sum();
  }
}
