package io.gitops4j.helm.chart;

import io.gitops4j.helm.chart.ChartMetadata.Dependency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settles which subcharts are part of a release, under which names, and which of their values their
 * parents import.
 */
final class Dependencies {
  private final Consumer<String> warnings;

  Dependencies(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** Settles them, in place. */
  void settle(ChartNode root, Map<String, @Nullable Object> given) {
    enable(root, given, "");
    importValues(root);
  }

  // What a parent that declares nothing has below it stays as it is: so does Helm.
  private void enable(ChartNode chart, Map<String, @Nullable Object> given, String path) {
    if (chart.dependencies().isEmpty()) {
      return;
    }
    List<Dependency> declared = named(chart);
    Map<String, @Nullable Object> values =
        new Coalescing(new Tables(false, warnings)).of(chart, given);
    List<Dependency> decided = new ArrayList<>();
    declared.forEach(one -> decided.add(decided(one, values, path)));
    Set<String> disabled =
        decided.stream().filter(one -> !one.enabled()).map(Dependency::name).collect(toSet());
    chart.setChildren(
        chart.children().stream().filter(child -> !disabled.contains(child.name())).toList());
    chart.setDependencies(decided.stream().filter(Dependency::enabled).toList());
    chart.children().forEach(child -> enable(child, values, path + child.name() + "."));
  }

  private static java.util.stream.Collector<String, ?, Set<String>> toSet() {
    return Collectors.toCollection(HashSet::new);
  }

  /** The dependencies by the names of their charts, which get their aliases. */
  private static List<Dependency> named(ChartNode chart) {
    List<ChartNode> children = new ArrayList<>();
    for (ChartNode child : chart.children()) {
      if (chart.dependencies().stream().noneMatch(declared -> isMeant(child, declared))) {
        children.add(child);
      }
    }
    List<Dependency> named = new ArrayList<>();
    for (Dependency declared : chart.dependencies()) {
      chart.children().stream()
          .filter(child -> isMeant(child, declared))
          .findFirst()
          .ifPresent(child -> children.add(child.named(declared.effectiveName())));
      named.add(declared.withName(declared.effectiveName()).withEnabled(true));
    }
    chart.setChildren(children);
    return named;
  }

  private static boolean isMeant(ChartNode child, Dependency declared) {
    return child.name().equals(declared.name())
        && Versions.isInRange(child.version(), declared.version());
  }

  private Dependency decided(
      Dependency declared, Map<String, @Nullable Object> values, String path) {
    boolean enabled = byTags(declared, values);
    return declared.withEnabled(byConditions(declared, values, path).orElse(enabled));
  }

  private boolean byTags(Dependency declared, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> tags = Tables.asMap(values.get("tags")).orElse(Map.of());
    boolean anyOn = false;
    boolean anyOff = false;
    for (String tag : declared.tags()) {
      if (tags.get(tag) instanceof Boolean on) {
        anyOn |= on;
        anyOff |= !on;
      } else if (tags.containsKey(tag)) {
        warnings.accept(
            "the tag '%s' of the dependency '%s' is no boolean in the values: it does not count"
                .formatted(tag, declared.name()));
      }
    }
    return anyOn || !anyOff;
  }

  private Optional<Boolean> byConditions(
      Dependency declared, Map<String, @Nullable Object> values, String path) {
    for (String condition : declared.condition().strip().split(",", -1)) {
      ValuePath.Scalar value = ValuePath.scalar(values, path + condition);
      if (!condition.isEmpty() && value.exists()) {
        if (value.value() instanceof Boolean on) {
          return Optional.of(on);
        }
        warnings.accept(
            "the condition '%s' of the dependency '%s' is no boolean in the values: it does not count"
                .formatted(path + condition, declared.name()));
      }
    }
    return Optional.empty();
  }

  private void importValues(ChartNode chart) {
    chart.children().forEach(this::importValues);
    if (chart.dependencies().isEmpty()) {
      return;
    }
    Tables tables = new Tables(true, warnings);
    Map<String, @Nullable Object> values = new Coalescing(tables).of(chart, Map.of());
    Map<String, @Nullable Object> imported = new LinkedHashMap<>();
    List<Dependency> explicit = new ArrayList<>();
    for (Dependency dependency : chart.dependencies()) {
      List<@Nullable Object> imports = new ArrayList<>();
      for (Object asked : dependency.importValues()) {
        Import.of(asked)
            .ifPresent(
                one -> {
                  imports.add(one.toPlain());
                  found(dependency, one, values)
                      .ifPresent(found -> tables.put(imported, found, ""));
                });
      }
      explicit.add(dependency.withImportValues(imports));
    }
    chart.setDependencies(explicit);
    // A copy: what is hidden above must not be hidden in the child, whose maps these are.
    tables.put(values, Tables.copy(imported), "");
    chart.setValues(values);
  }

  private Optional<Map<String, @Nullable Object>> found(
      Dependency dependency, Import one, Map<String, @Nullable Object> values) {
    ValuePath.Table table = ValuePath.table(values, dependency.name() + "." + one.child());
    if (table.found().isEmpty()) {
      warnings.accept(
          "the values that are imported from the dependency '%s' lack a table: \"%s\" is not a table"
              .formatted(dependency.name(), table.missing()));
    }
    return table.found().map(map -> ValuePath.wrapped(one.parent(), map));
  }

  /** Which table of a child's values lands where in the parent's. */
  private record Import(String child, String parent) {

    static Optional<Import> of(@Nullable Object asked) {
      if (asked instanceof String export) {
        return Optional.of(new Import("exports." + export, "."));
      }
      return Tables.asMap(asked)
          .map(map -> new Import(GoText.of(map.get("child")), GoText.of(map.get("parent"))));
    }

    Map<String, @Nullable Object> toPlain() {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      plain.put("child", child);
      plain.put("parent", parent);
      return plain;
    }
  }
}
