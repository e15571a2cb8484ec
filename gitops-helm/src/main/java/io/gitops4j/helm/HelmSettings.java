package io.gitops4j.helm;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.helm.chart.SetText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What {@link Helm} keeps. */
record HelmSettings(
    List<String> valueFiles,
    MapValue values,
    List<SetOption> sets,
    Release release,
    Repeated repeated,
    Set<Flag> flags) {

  static final HelmSettings DEFAULTS =
      new HelmSettings(
          List.of(),
          MapValue.EMPTY,
          List.of(),
          new Release(Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
          new Repeated(Optional.empty(), OptionalLong.empty()),
          Set.of());

  HelmSettings {
    valueFiles = List.copyOf(valueFiles);
    sets = List.copyOf(sets);
    flags = Set.copyOf(flags);
  }

  /** What is on or off; all off by default. */
  enum Flag {
    MISSING_VALUE_FILES_IGNORED,
    WITHOUT_CRDS,
    WITHOUT_HOOKS,
    WITHOUT_TESTS,
    WITHOUT_SCHEMA_VALIDATION
  }

  /** What templates are told, where it is not what the request says. */
  record Release(
      Optional<String> name,
      Optional<String> namespace,
      Optional<String> kubeVersion,
      List<String> apiVersions) {
    public Release {
      apiVersions = List.copyOf(apiVersions);
    }
  }

  /** What makes each rendering give the same. */
  record Repeated(Optional<Instant> time, OptionalLong seed) {}

  /**
   * One option of the {@code --set} kind.
   *
   * @param name what may be shown of it
   * @param text as the option takes it; for a file the key and, as {@code value}, the path
   */
  record SetOption(SetText.Kind kind, String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  boolean has(Flag flag) {
    return flags.contains(flag);
  }

  HelmSettings withValueFiles(List<String> others) {
    return new HelmSettings(others, values, sets, release, repeated, flags);
  }

  HelmSettings withValues(MapValue others) {
    return new HelmSettings(valueFiles, others, sets, release, repeated, flags);
  }

  HelmSettings withSet(SetOption further) {
    List<SetOption> all = new ArrayList<>(sets);
    all.add(further);
    return new HelmSettings(valueFiles, values, all, release, repeated, flags);
  }

  HelmSettings withRelease(Release other) {
    return new HelmSettings(valueFiles, values, sets, other, repeated, flags);
  }

  HelmSettings withRepeated(Repeated other) {
    return new HelmSettings(valueFiles, values, sets, release, other, flags);
  }

  HelmSettings with(Flag further) {
    Set<Flag> all = EnumSet.of(further);
    all.addAll(flags);
    return new HelmSettings(valueFiles, values, sets, release, repeated, all);
  }
}
