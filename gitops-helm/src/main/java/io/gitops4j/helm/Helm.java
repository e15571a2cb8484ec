package io.gitops4j.helm;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.helm.HelmSettings.Flag;
import io.gitops4j.helm.HelmSettings.Release;
import io.gitops4j.helm.HelmSettings.Repeated;
import io.gitops4j.helm.HelmSettings.SetOption;
import io.gitops4j.helm.chart.SetText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings for a Helm chart. Immutable, with equality by value; {@code with…} returns a copy.
 *
 * <p>Values, strongest first: those from files ({@link #withFileParameter}), text parameters,
 * parameters, JSON parameters, inline values, value files with later ones before earlier ones, the
 * chart's own {@code values.yaml}. That is the order of {@code helm}, whatever the order of calls.
 *
 * @since 0.1.0
 */
public final class Helm implements Rendering {
  private static final Helm DEFAULTS = new Helm(HelmSettings.DEFAULTS);
  private static final Pattern KUBE_VERSION = Pattern.compile("v?\\d+\\.\\d+(\\.\\d+)?([-+].*)?");

  private final HelmSettings settings;

  private Helm(HelmSettings settings) {
    this.settings = settings;
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
    return new Helm(HelmSettings.DEFAULTS.withValueFiles(Arrays.asList(files)));
  }

  /**
   * One more value file, before the earlier ones.
   *
   * @param file relative to the application's folder, or with a leading slash to the root of the
   *     repository; must be in the repository
   */
  public Helm withValueFile(String file) {
    List<String> files = new ArrayList<>(settings.valueFiles());
    files.add(file);
    return new Helm(settings.withValueFiles(files));
  }

  /** Inline values instead of those given before; they come before all value files. */
  public Helm withValues(MapValue inline) {
    return new Helm(settings.withValues(inline));
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
   * One value by its path: dots lead into maps, {@code [0]} into lists, a backslash makes the next
   * character ordinary; {@code true}, {@code null} and integers are not text, <code>{a,b}</code> is
   * a list. Commas need no backslash.
   *
   * @param name such as {@code frontend.image.tag}
   * @throws IllegalArgumentException if the name is no path
   */
  public Helm withParameter(String name, String value) {
    boolean isList = value.startsWith("{") && value.endsWith("}") && value.length() > 1;
    return withSet(
        SetText.Kind.TYPED, name, ParameterPath.key(name) + (isList ? value : escaped(value)));
  }

  /** Like {@link #withParameter(String, String)}, but the value is text whatever it looks like. */
  public Helm withStringParameter(String name, String value) {
    return withSet(SetText.Kind.STRING, name, ParameterPath.key(name) + escaped(value));
  }

  /**
   * Like {@link #withParameter(String, String)}, but the value is JSON.
   *
   * @throws IllegalArgumentException if the name is no path, or the value no JSON
   */
  public Helm withJsonParameter(String name, String json) {
    return withSet(SetText.Kind.JSON, name, ParameterPath.key(name) + json);
  }

  /**
   * Like {@link #withStringParameter}, but the value is the content of a file.
   *
   * @param file as for {@link #withValueFile}
   */
  public Helm withFileParameter(String name, String file) {
    return withSet(SetText.Kind.FILE, name, ParameterPath.key(name) + file);
  }

  /**
   * What {@code helm --set} takes, such as <code>a=1,b.c={x,y},d=e\,f</code>.
   *
   * @throws IllegalArgumentException with Helm's reason, if it is no such text
   */
  public Helm withSet(String text) {
    return withSet(SetText.Kind.TYPED, text.replaceAll("=.*", ""), text);
  }

  private Helm withSet(SetText.Kind kind, String name, String text) {
    SetText.put(text, kind, new LinkedHashMap<>(), Function.identity());
    return new Helm(settings.withSet(new SetOption(kind, name, text)));
  }

  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder(value.startsWith("{") ? "\\" : "");
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\\' && at + 1 < value.length()) {
        escaped.append(c).append(value.charAt(++at));
      } else {
        escaped.append(c == ',' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
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
    Release old = settings.release();
    return with(
        new Release(Optional.of(name), old.namespace(), old.kubeVersion(), old.apiVersions()));
  }

  /** The namespace that templates see, instead of the destination's. */
  public Helm withNamespace(String other) {
    Release old = settings.release();
    return with(new Release(old.name(), Optional.of(other), old.kubeVersion(), old.apiVersions()));
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
    Release old = settings.release();
    return with(new Release(old.name(), old.namespace(), Optional.of(version), old.apiVersions()));
  }

  /**
   * The API versions that templates see beside Helm's own list, instead of the destination's.
   *
   * @param versions such as {@code monitoring.coreos.com/v1} or {@code batch/v1/CronJob}
   */
  public Helm withApiVersions(String... versions) {
    Release old = settings.release();
    return with(
        new Release(old.name(), old.namespace(), old.kubeVersion(), Arrays.asList(versions)));
  }

  private Helm with(Release release) {
    return new Helm(settings.withRelease(release));
  }

  /** Value files that are not there are no error. */
  public Helm withMissingValueFilesIgnored() {
    return new Helm(settings.with(Flag.MISSING_VALUE_FILES_IGNORED));
  }

  /** Leaves out what is in the {@code crds} folders of the chart and its subcharts. */
  public Helm withoutCrds() {
    return new Helm(settings.with(Flag.WITHOUT_CRDS));
  }

  /** Leaves out all hooks. */
  public Helm withoutHooks() {
    return new Helm(settings.with(Flag.WITHOUT_HOOKS));
  }

  /** Leaves out objects that are hooks for {@code helm test} only. */
  public Helm withoutTests() {
    return new Helm(settings.with(Flag.WITHOUT_TESTS));
  }

  /** Takes values that violate a {@code values.schema.json}. */
  public Helm withoutSchemaValidation() {
    return new Helm(settings.with(Flag.WITHOUT_SCHEMA_VALIDATION));
  }

  /** The time that templates see, so that each rendering gives the same. */
  public Helm withTime(Instant now) {
    return new Helm(
        settings.withRepeated(new Repeated(Optional.of(now), settings.repeated().seed())));
  }

  /**
   * Where chance starts, so that each rendering gives the same. Not for secrets: who knows the seed
   * knows what templates make of it.
   */
  public Helm withSeed(long seed) {
    return new Helm(
        settings.withRepeated(new Repeated(settings.repeated().time(), OptionalLong.of(seed))));
  }

  HelmSettings settings() {
    return settings;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Helm that && settings.equals(that.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  /** Value files and the names of parameters; no values, which may be secret. */
  @Override
  public String toString() {
    return "Helm[valueFiles=%s, parameters=%s]".formatted(settings.valueFiles(), settings.sets());
  }
}
