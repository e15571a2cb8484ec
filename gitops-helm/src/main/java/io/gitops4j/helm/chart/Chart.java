package io.gitops4j.helm.chart;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.UnrenderableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private final List<ChartFile> sources;
  private final List<Chart> subcharts;

  private Chart(Draft draft) {
    this.metadata = draft.metadata;
    this.folder = draft.folder;
    this.templates = List.copyOf(draft.templates);
    this.files = List.copyOf(draft.files);
    this.values = Collections.unmodifiableMap(draft.values);
    this.schema = draft.schema;
    this.lock = draft.lock;
    this.sources = List.copyOf(draft.sources);
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

  /** All files as they were read, those of the charts below it included; none of a subchart. */
  public List<ChartFile> sources() {
    return sources;
  }

  /** The versions that its lock file pins, by the names of the charts. */
  public Map<String, String> lockedVersions() {
    return lock == null ? Map.of() : MetadataReader.locked(lock);
  }

  /** The charts in its folder {@code charts}. */
  public List<Chart> subcharts() {
    return subcharts;
  }

  /** Whether it only lends its partials: nothing of it is rendered. */
  public boolean isLibrary() {
    return metadata.type().equals("library");
  }

  /**
   * Refuses a chart that can't be a release of its own.
   *
   * @param kubeVersion of the destination
   */
  public void requireInstallable(String kubeVersion) {
    if (isLibrary()) {
      throw new UnrenderableException("library charts are not installable");
    }
    String range = metadata.kubeVersion();
    if (!range.isEmpty() && !Versions.isInRange(kubeVersion, range)) {
      throw new UnrenderableException(
          "chart requires kubeVersion: %s which is incompatible with Kubernetes %s"
              .formatted(range, kubeVersion));
    }
  }

  /** The charts that it declares to depend on and that do not lie in its folder {@code charts}. */
  public List<ChartMetadata.Dependency> missing() {
    Set<String> there = subcharts.stream().map(Chart::name).collect(Collectors.toSet());
    return metadata.dependencies().stream().filter(d -> !there.contains(d.name())).toList();
  }

  /** Refuses a chart that lacks others. */
  public void requireComplete() {
    if (!missing().isEmpty()) {
      String names =
          missing().stream().map(ChartMetadata.Dependency::name).collect(Collectors.joining(", "));
      String file = folder.isEmpty() ? "Chart.yaml" : folder + "/Chart.yaml";
      throw new UnrenderableException(
          new SourcePosition(file, 1, 1),
          "an error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: %s. What 'helm dependency build' puts into the folder 'charts' must be committed, or HelmRenderer.withCharts must name where to fetch it"
              .formatted(names),
          null);
    }
  }

  /** The chart with further subcharts. */
  public Chart withFurther(List<Chart> others) {
    List<Chart> all = new ArrayList<>(subcharts);
    all.addAll(others);
    return withSubcharts(all);
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
    List<ChartFile> sources = List.of();
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
      this.sources = from.sources;
      this.subcharts = from.subcharts;
    }

    Chart chart() {
      return new Chart(this);
    }
  }
}
