package io.gitops4j.helm.chart;

import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.chart.ChartArchive.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a chart of its files. */
final class ChartBuilder {
  private static final String CHARTS = "charts/";
  private static final String TEMPLATES = "templates/";
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int DEEPEST = 20;

  private final String folder;
  private final Limit limit;
  private final int depth;
  private final List<ChartFile> sources;

  private @Nullable ChartFile metadata;
  private @Nullable ChartFile requirements;
  private @Nullable ChartFile requirementsLock;
  private @Nullable ChartFile values;
  private @Nullable ChartFile schema;
  private @Nullable ChartFile lock;
  private final List<ChartFile> templates = new ArrayList<>();
  private final List<ChartFile> files = new ArrayList<>();
  private final Map<String, List<ChartFile>> subcharts = new TreeMap<>();

  private ChartBuilder(String folder, Limit limit, int depth, List<ChartFile> sources) {
    this.sources = sources;
    this.folder = folder;
    this.limit = limit;
    this.depth = depth;
  }

  /**
   * A chart.
   *
   * @param files by names below the chart's folder
   * @param limit for what its archives hold
   * @throws UnrenderableException with Helm's reason if they are none
   */
  static Chart build(String folder, List<ChartFile> files, Limit limit) {
    return build(folder, files, limit, 0);
  }

  /** A chart of an archive. */
  static Chart unpack(String path, String id, byte[] packed, Limit limit) {
    return unpack(new ChartFile(path, path, id, packed), limit, 0);
  }

  private static Chart unpack(ChartFile archive, Limit limit, int depth) {
    List<ChartFile> files = new ArrayList<>();
    ChartArchive.unpack(archive.path(), archive.content(), limit)
        .forEach(
            (name, content) ->
                files.add(
                    new ChartFile(
                        name,
                        archive.path() + "/" + name,
                        archive.id() + "/" + name,
                        withoutMark(content))));
    return build(archive.path(), files, limit, depth);
  }

  private static Chart build(String folder, List<ChartFile> files, Limit limit, int depth) {
    if (depth > DEEPEST) {
      throw new UnrenderableException(
          "the chart in '%s' lies below more than %d other charts".formatted(folder, DEEPEST));
    }
    ChartBuilder builder = new ChartBuilder(folder, limit, depth, files);
    files.forEach(builder::sort);
    return builder.chart();
  }

  static byte[] withoutMark(byte[] content) {
    boolean marked =
        content.length >= BYTE_ORDER_MARK.length
            && Arrays.mismatch(content, BYTE_ORDER_MARK) >= BYTE_ORDER_MARK.length;
    return marked || Arrays.equals(content, BYTE_ORDER_MARK)
        ? Arrays.copyOfRange(content, BYTE_ORDER_MARK.length, content.length)
        : content;
  }

  private void sort(ChartFile file) {
    switch (file.name()) {
      case "Chart.yaml" -> metadata = file;
      case "Chart.lock" -> lock = file;
      case "values.yaml" -> values = file;
      case "values.schema.json" -> schema = file;
      case "requirements.yaml" -> requirements = file;
      case "requirements.lock" -> requirementsLock = file;
      default -> sortByFolder(file);
    }
  }

  private void sortByFolder(ChartFile file) {
    String name = file.name();
    if (name.startsWith(TEMPLATES)) {
      templates.add(file);
    } else if (name.startsWith(CHARTS) && !name.endsWith(".prov")) {
      String below = name.substring(CHARTS.length());
      int slash = below.indexOf('/');
      String entry = slash < 0 ? below : below.substring(0, slash);
      subcharts.computeIfAbsent(entry, key -> new ArrayList<>()).add(file);
    } else {
      files.add(file);
    }
  }

  private Chart chart() {
    if (metadata == null) {
      throw new UnrenderableException("Chart.yaml file is missing");
    }
    Chart.Draft draft =
        new Chart.Draft(MetadataReader.read(metadata, Optional.ofNullable(requirements)), folder);
    if (draft.metadata.apiVersion().equals("v1")) {
      keepAsFile(requirements);
      keepAsFile(requirementsLock);
    }
    draft.templates = templates;
    draft.files = files;
    draft.sources = depth == 0 ? sources : List.of();
    draft.schema = schema;
    draft.lock = lock != null ? lock : requirementsLock;
    if (values != null) {
      draft.values = ChartYaml.map(values.path(), values.content(), "cannot load values.yaml");
    }
    subcharts.forEach((entry, inside) -> addSubchart(draft, entry, inside));
    return draft.chart();
  }

  private void keepAsFile(@Nullable ChartFile file) {
    if (file != null) {
      files.add(file);
    }
  }

  private void addSubchart(Chart.Draft draft, String entry, List<ChartFile> inside) {
    if (entry.startsWith("_") || entry.startsWith(".")) {
      return;
    }
    try {
      draft.subcharts.add(
          entry.endsWith(".tgz") ? unpack(inside.get(0), limit, depth + 1) : folder(entry, inside));
    } catch (UnrenderableException e) {
      throw new UnrenderableException(
          e.position().orElse(null),
          "error unpacking subchart %s in %s: %s"
              .formatted(entry, draft.metadata.name(), e.getMessage()),
          e);
    }
  }

  private Chart folder(String entry, List<ChartFile> inside) {
    String below = CHARTS + entry + "/";
    List<ChartFile> own = new ArrayList<>();
    for (ChartFile file : inside) {
      if (file.name().startsWith(below)) {
        own.add(file.named(file.name().substring(below.length())));
      }
    }
    String path = folder.isEmpty() ? CHARTS + entry : folder + "/" + CHARTS + entry;
    return build(path, own, limit, depth + 1);
  }
}
