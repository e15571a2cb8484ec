package io.gitops4j.helm.chart;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.RenderInput;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.core.source.TreeEntry;
import io.gitops4j.helm.chart.ChartArchive.Limit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Loads charts from trees; a chart whose files are known by their ids is not read again.
 * Thread-safe: one lock guards what is known, and nobody holds it while a chart is read.
 */
public final class ChartLoader {
  private static final int KEPT = 200;
  private static final long KEPT_BYTES = 256L << 20;

  private final Map<Digest, Loaded> known = new LinkedHashMap<>(16, 0.75f, true);
  private long knownBytes;

  /** A loader that knows no chart yet. */
  public ChartLoader() {}

  /** Whether this is the file that makes a folder a chart. */
  public static boolean isChartFile(TreeEntry entry) {
    return entry.name().equals("Chart.yaml") && !entry.isFolder();
  }

  /**
   * Loads the chart in a folder, with the charts in its folder {@code charts}.
   *
   * @param inputBytes that may be read in all, what comes out of archives included
   * @throws UnrenderableException if there is no chart, naming what is there, or if it is broken
   */
  public Chart load(RenderInput input, String folder, long inputBytes) {
    List<TreeEntry> files = new Walk(input, folder).files();
    Digest content = digest(folder, files);
    Optional<Loaded> loaded = known(content);
    if (loaded.isPresent()) {
      loaded.get().refuseBeyond(inputBytes, folder);
      return loaded.get().chart();
    }
    Loaded read = read(input, folder, files, inputBytes);
    keep(content, read);
    return read.chart();
  }

  /**
   * A packed chart from elsewhere.
   *
   * @param path how messages name it
   */
  public static Chart unpack(String path, byte[] packed, long inputBytes) {
    return ChartBuilder.unpack(path, Digest.of(packed).hex(), packed, new Limit(inputBytes));
  }

  private static Loaded read(
      RenderInput input, String folder, List<TreeEntry> files, long inputBytes) {
    int prefix = folder.isEmpty() ? 0 : folder.length() + 1;
    List<ChartFile> contents = new ArrayList<>();
    long bytes = 0;
    for (TreeEntry file : files) {
      byte[] content = ChartBuilder.withoutMark(input.read(file.path()));
      bytes += content.length;
      String name = file.path().substring(prefix);
      contents.add(new ChartFile(name, file.path(), file.id(), content));
    }
    Limit limit = new Limit(inputBytes - bytes);
    Chart chart = ChartBuilder.build(folder, contents, limit);
    return new Loaded(chart, bytes + limit.taken());
  }

  private static Digest digest(String folder, List<TreeEntry> files) {
    StringBuilder text = new StringBuilder(folder).append('\0');
    files.forEach(file -> text.append(file.id()).append(' ').append(file.path()).append('\0'));
    return Digest.of(text.toString());
  }

  private synchronized Optional<Loaded> known(Digest content) {
    return Optional.ofNullable(known.get(content));
  }

  private synchronized void keep(Digest content, Loaded loaded) {
    Loaded before = known.put(content, loaded);
    knownBytes += loaded.bytes() - (before == null ? 0 : before.bytes());
    var oldestFirst = known.values().iterator();
    while ((known.size() > KEPT || knownBytes > KEPT_BYTES) && known.size() > 1) {
      knownBytes -= oldestFirst.next().bytes();
      oldestFirst.remove();
    }
  }

  private record Loaded(Chart chart, long bytes) {

    void refuseBeyond(long inputBytes, String folder) {
      if (bytes > inputBytes) {
        throw new UnrenderableException(
            "the chart in %s (%d bytes) goes beyond the %d bytes that a rendering may read; leave files out, or raise RenderBudget.inputBytes"
                .formatted(named(folder), bytes, inputBytes));
      }
    }
  }

  static String named(String folder) {
    return folder.isEmpty() ? "the root folder" : "folder '" + folder + "'";
  }

  /** Lists the files of a chart without those that it ignores. */
  private static final class Walk {
    private final RenderInput input;
    private final String folder;
    private final List<TreeEntry> files = new ArrayList<>();
    private IgnoreRules ignored = IgnoreRules.none();

    Walk(RenderInput input, String folder) {
      this.input = input;
      this.folder = folder;
    }

    List<TreeEntry> files() {
      List<TreeEntry> directly = input.list(folder);
      if (directly.stream().noneMatch(ChartLoader::isChartFile)) {
        throw noChart(directly);
      }
      directly.stream()
          .filter(entry -> entry.name().equals(IgnoreRules.FILE) && !entry.isFolder())
          .findFirst()
          .ifPresent(this::readRules);
      addAll(directly);
      return files;
    }

    private void readRules(TreeEntry file) {
      try {
        ignored = IgnoreRules.parse(ChartBuilder.withoutMark(input.read(file.path())));
      } catch (IllegalArgumentException e) {
        throw new UnrenderableException(
            new SourcePosition(file.path(), 1, 1), String.valueOf(e.getMessage()), e);
      }
    }

    private void addAll(List<TreeEntry> entries) {
      int prefix = folder.isEmpty() ? 0 : folder.length() + 1;
      for (TreeEntry entry : entries) {
        if (ignored.ignores(entry.path().substring(prefix), entry.isFolder())) {
          continue;
        }
        if (entry.isFolder()) {
          addAll(input.list(entry.path()));
        } else {
          files.add(entry);
        }
      }
    }

    private UnrenderableException noChart(List<TreeEntry> directly) {
      String there =
          directly.stream()
              .map(entry -> entry.isFolder() ? entry.name() + "/" : entry.name())
              .collect(Collectors.joining(", "));
      return new UnrenderableException(
          "%s is no Helm chart: it has no file Chart.yaml; it holds %s"
              .formatted(named(folder), there.isEmpty() ? "nothing" : there));
    }
  }
}
