package io.gitops4j.helm;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings for a Helm chart. Immutable, with equality by value; {@code with…} returns a copy.
 *
 * <p>Values, strongest first: parameters, inline values, value files with later ones before earlier
 * ones, the chart's own {@code values.yaml}.
 *
 * @since 0.1.0
 */
public final class Helm implements Rendering {
  private static final Helm DEFAULTS = new Helm(new Draft());
  private static final Pattern KUBE_VERSION = Pattern.compile("v?\\d+\\.\\d+(\\.\\d+)?([-+].*)?");

  private final List<String> valueFiles;
  private final MapValue values;
  private final List<Parameter> parameters;
  private final @Nullable String releaseName;
  private final @Nullable String namespace;
  private final @Nullable String kubeVersion;
  private final boolean missingValueFilesIgnored;
  private final boolean crdsSkipped;
  private final boolean testsSkipped;

  private Helm(Draft draft) {
    this.valueFiles = List.copyOf(draft.valueFiles);
    this.values = draft.values;
    this.parameters = List.copyOf(draft.parameters);
    this.releaseName = draft.releaseName;
    this.namespace = draft.namespace;
    this.kubeVersion = draft.kubeVersion;
    this.missingValueFilesIgnored = draft.missingValueFilesIgnored;
    this.crdsSkipped = draft.crdsSkipped;
    this.testsSkipped = draft.testsSkipped;
  }

  /** The chart with its own values only; the release is named after the application. */
  public static Helm defaults() {
    return DEFAULTS;
  }

  /**
   * The chart with value files, a later one before an earlier one.
   *
   * @param files as for {@link #withValueFile}
   */
  public static Helm values(String... files) {
    return DEFAULTS.with(draft -> draft.valueFiles.addAll(Arrays.asList(files)));
  }

  /**
   * One more value file, before the earlier ones.
   *
   * @param file relative to the application's folder, or with a leading slash to the root of the
   *     repository; must be in the repository
   */
  public Helm withValueFile(String file) {
    return with(draft -> draft.valueFiles.add(file));
  }

  /** Inline values instead of those given before; they come before all value files. */
  public Helm withValues(MapValue inline) {
    return with(draft -> draft.values = inline);
  }

  /**
   * Inline values as YAML text.
   *
   * @throws IllegalArgumentException if the text is not one YAML document with a map
   */
  public Helm withValues(String yaml) {
    List<Value> documents;
    try {
      documents = ManifestReader.create().readValues("inline values", yaml);
    } catch (ManifestException e) {
      throw new IllegalArgumentException("no YAML: " + e.getMessage(), e);
    }
    if (documents.isEmpty()) {
      return withValues(MapValue.EMPTY);
    }
    Optional<MapValue> map = documents.get(0).asMap();
    if (documents.size() > 1 || map.isEmpty()) {
      throw new IllegalArgumentException(
          "inline values must be one document with keys and values, such as 'replicas: 2'");
    }
    return withValues(map.get());
  }

  /**
   * One value by its path, as {@code helm --set} takes it: dots lead into maps, {@code [0]} into
   * lists, a backslash makes the next character ordinary; {@code true}, {@code null} and integers
   * are not text, <code>{a,b}</code> is a list. Commas need no backslash.
   *
   * @param name such as {@code frontend.image.tag}
   * @throws IllegalArgumentException if the name is no path
   */
  public Helm withParameter(String name, String value) {
    return withParameter(new Parameter(name, value, false));
  }

  /** Like {@link #withParameter(String, String)}, but the value is text whatever it looks like. */
  public Helm withStringParameter(String name, String value) {
    return withParameter(new Parameter(name, value, true));
  }

  private Helm withParameter(Parameter parameter) {
    ParameterPath.parse(parameter.name());
    return with(draft -> draft.parameters.add(parameter));
  }

  /**
   * The release's name instead of the application's; 53 characters at most.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Helm withReleaseName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "a release name must not be empty; leave it out to name the release after the application");
    }
    return with(draft -> draft.releaseName = name);
  }

  /** The namespace that templates see, instead of the destination's. */
  public Helm withNamespace(String other) {
    return with(draft -> draft.namespace = other);
  }

  /**
   * The Kubernetes version that templates see, instead of the destination's.
   *
   * @param version such as {@code 1.34} or {@code v1.34.1}; what vendors append is left out
   * @throws IllegalArgumentException if it is no version
   */
  public Helm withKubeVersion(String version) {
    if (!KUBE_VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "a Kubernetes version must be like 1.34 or v1.34.1, was '" + version + "'");
    }
    return with(draft -> draft.kubeVersion = version);
  }

  /** Value files that are not there are no error. */
  public Helm withMissingValueFilesIgnored() {
    return with(draft -> draft.missingValueFilesIgnored = true);
  }

  /** Leaves out what is in the {@code crds} folders of the chart and its subcharts. */
  public Helm withoutCrds() {
    return with(draft -> draft.crdsSkipped = true);
  }

  /** Leaves out objects that are hooks for {@code helm test} only. */
  public Helm withoutTests() {
    return with(draft -> draft.testsSkipped = true);
  }

  private Helm with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Helm(draft);
  }

  List<String> valueFiles() {
    return valueFiles;
  }

  MapValue inlineValues() {
    return values;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  Optional<String> releaseName() {
    return Optional.ofNullable(releaseName);
  }

  Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }

  Optional<String> kubeVersion() {
    return Optional.ofNullable(kubeVersion);
  }

  boolean missingValueFilesIgnored() {
    return missingValueFilesIgnored;
  }

  boolean crdsSkipped() {
    return crdsSkipped;
  }

  boolean testsSkipped() {
    return testsSkipped;
  }

  private List<@Nullable Object> facts() {
    return Arrays.asList(
        valueFiles,
        values,
        parameters,
        releaseName,
        namespace,
        kubeVersion,
        missingValueFilesIgnored,
        crdsSkipped,
        testsSkipped);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Helm that && facts().equals(that.facts());
  }

  @Override
  public int hashCode() {
    return facts().hashCode();
  }

  /** Value files and the names of parameters; no values, which may be secret. */
  @Override
  public String toString() {
    return "Helm[valueFiles=%s, parameters=%s]"
        .formatted(valueFiles, parameters.stream().map(Parameter::name).toList());
  }

  /** One {@code --set}. */
  record Parameter(String name, String value, boolean isText) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final class Draft {
    final List<String> valueFiles;
    MapValue values;
    final List<Parameter> parameters;
    @Nullable String releaseName;
    @Nullable String namespace;
    @Nullable String kubeVersion;
    boolean missingValueFilesIgnored;
    boolean crdsSkipped;
    boolean testsSkipped;

    Draft() {
      this.valueFiles = new ArrayList<>();
      this.values = MapValue.EMPTY;
      this.parameters = new ArrayList<>();
    }

    Draft(Helm from) {
      this.valueFiles = new ArrayList<>(from.valueFiles);
      this.values = from.values;
      this.parameters = new ArrayList<>(from.parameters);
      this.releaseName = from.releaseName;
      this.namespace = from.namespace;
      this.kubeVersion = from.kubeVersion;
      this.missingValueFilesIgnored = from.missingValueFilesIgnored;
      this.crdsSkipped = from.crdsSkipped;
      this.testsSkipped = from.testsSkipped;
    }
  }
}
