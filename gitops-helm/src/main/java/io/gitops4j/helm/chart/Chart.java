package io.gitops4j.helm.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chart as it was written, with the charts below it. Immutable and thread-safe: one is read once
 * for each content and shared.
 *
 * <p>Values are plain: maps with text keys, lists, {@code String}, {@code Boolean}, {@code Long},
 * {@code Double}, null; none of them may be changed.
 */
public final class Chart {
  private final ChartMetadata metadata;
  private final String folder;
  private final List<ChartFile> templates;
  private final List<ChartFile> files;
  private final Map<String, @Nullable Object> values;
  private final @Nullable ChartFile schema;
  private final @Nullable ChartFile lock;
  private final List<Chart> subcharts;

  private Chart(Draft draft) {
    this.metadata = draft.metadata;
    this.folder = draft.folder;
    this.templates = List.copyOf(draft.templates);
    this.files = List.copyOf(draft.files);
    this.values = Collections.unmodifiableMap(draft.values);
    this.schema = draft.schema;
    this.lock = draft.lock;
    this.subcharts = List.copyOf(draft.subcharts);
  }

  /** What {@code Chart.yaml} says. */
  public ChartMetadata metadata() {
    return metadata;
  }

  /** The name by which its parent's values know it: that of its metadata, or its alias. */
  public String name() {
    return metadata.name();
  }

  /** Where it lies, from the root of the repository; an archive's path for a packed chart. */
  public String folder() {
    return folder;
  }

  /** Everything in {@code templates}, partials and notes included, in the order of the listing. */
  public List<ChartFile> templates() {
    return templates;
  }

  /** What templates see as {@code .Files}: neither templates nor metadata, values or subcharts. */
  public List<ChartFile> files() {
    return files;
  }

  /** The custom resource definitions in {@code crds}. */
  public List<ChartFile> crds() {
    return files.stream().filter(Chart::isCrd).toList();
  }

  private static boolean isCrd(ChartFile file) {
    String name = file.name();
    return name.startsWith("crds/")
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  /** What its {@code values.yaml} says. */
  public Map<String, @Nullable Object> values() {
    return values;
  }

  /** Its {@code values.schema.json}. */
  public Optional<ChartFile> schema() {
    return Optional.ofNullable(schema);
  }

  /** The file that pins the versions of its dependencies. */
  Optional<ChartFile> lock() {
    return Optional.ofNullable(lock);
  }

  /** The charts in its folder {@code charts}. */
  public List<Chart> subcharts() {
    return subcharts;
  }

  /** Whether it only lends its partials: nothing of it is rendered. */
  public boolean isLibrary() {
    return metadata.type().equals("library");
  }

  Chart withMetadata(ChartMetadata other) {
    Draft draft = new Draft(this);
    draft.metadata = other;
    return draft.chart();
  }

  Chart withValues(Map<String, @Nullable Object> other) {
    Draft draft = new Draft(this);
    draft.values = other;
    return draft.chart();
  }

  Chart withSubcharts(List<Chart> others) {
    Draft draft = new Draft(this);
    draft.subcharts = others;
    return draft.chart();
  }

  @Override
  public String toString() {
    return metadata.name() + " " + metadata.version() + " in " + folder;
  }

  /** A chart in the making. */
  static final class Draft {
    ChartMetadata metadata;
    String folder;
    List<ChartFile> templates = new ArrayList<>();
    List<ChartFile> files = new ArrayList<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    @Nullable ChartFile schema;
    @Nullable ChartFile lock;
    List<Chart> subcharts = new ArrayList<>();

    Draft(ChartMetadata metadata, String folder) {
      this.metadata = metadata;
      this.folder = folder;
    }

    private Draft(Chart from) {
      this.metadata = from.metadata;
      this.folder = from.folder;
      this.templates = from.templates;
      this.files = from.files;
      this.values = from.values;
      this.schema = from.schema;
      this.lock = from.lock;
      this.subcharts = from.subcharts;
    }

    Chart chart() {
      return new Chart(this);
    }
  }
}
