package io.gitops4j.helm.chart;

import io.gitops4j.core.render.UnrenderableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of a chart and, under their names, of the charts below it: what is given wins over
 * what the chart says, a parent's section over the subchart's own values, globals of the parent
 * over those of the child.
 */
final class Coalescing {
  private static final String GLOBAL = "global";

  private final Tables tables;

  Coalescing(Tables tables) {
    this.tables = tables;
  }

  /**
   * All values.
   *
   * @param given stays as it is
   * @throws UnrenderableException if what is given for a subchart is no map
   */
  Map<String, @Nullable Object> of(ChartNode chart, Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> values = Tables.copy(given);
    fill(chart, values, "");
    return values;
  }

  private void fill(ChartNode chart, Map<String, @Nullable Object> values, String prefix) {
    String place = prefix.isEmpty() ? chart.name() : prefix + "." + chart.name();
    fillOwn(chart, values, place);
    for (ChartNode child : chart.children()) {
      if (!values.containsKey(child.name())) {
        values.put(child.name(), new LinkedHashMap<>());
      }
      Object section = values.get(child.name());
      Map<String, @Nullable Object> map =
          Tables.asMap(section)
              .orElseThrow(
                  () ->
                      new UnrenderableException(
                          "type mismatch on %s: %s"
                              .formatted(child.name(), GoText.asBoolean(section))));
      handDown(values, map);
      fill(child, map, place);
    }
  }

  private void fillOwn(ChartNode chart, Map<String, @Nullable Object> values, String place) {
    for (Map.Entry<String, @Nullable Object> own : Tables.copy(chart.values()).entrySet()) {
      String key = own.getKey();
      if (!values.containsKey(key)) {
        values.put(key, own.getValue());
        continue;
      }
      Object given = values.get(key);
      if (given == null) {
        if (!tables.keepsNulls()) {
          values.remove(key);
        }
        continue;
      }
      Tables.asMap(given)
          .ifPresent(map -> putOver(chart, key, map, own.getValue(), place + "." + key));
    }
  }

  private void putOver(
      ChartNode chart,
      String key,
      Map<String, @Nullable Object> given,
      @Nullable Object own,
      String place) {
    Optional<Map<String, @Nullable Object>> ownMap = Tables.asMap(own);
    if (ownMap.isPresent()) {
      // A null for a subchart must reach the subchart's own values.
      boolean forSubchart = chart.children().stream().anyMatch(c -> c.name().equals(key));
      tables.keepingNulls(tables.keepsNulls() || forSubchart).put(given, ownMap.get(), place);
    } else if (own != null) {
      tables.warn("skipped value for %s: Not a table.".formatted(place));
    }
  }

  private void handDown(Map<String, @Nullable Object> parent, Map<String, @Nullable Object> child) {
    Object from = parent.containsKey(GLOBAL) ? parent.get(GLOBAL) : new LinkedHashMap<>();
    Object to = child.containsKey(GLOBAL) ? child.get(GLOBAL) : new LinkedHashMap<>();
    Optional<Map<String, @Nullable Object>> source = Tables.asMap(from);
    Optional<Map<String, @Nullable Object>> target = Tables.asMap(to);
    if (target.isEmpty()) {
      tables.warn("skipping globals because destination global is not a table.");
    } else if (source.isEmpty()) {
      tables.warn("skipping globals because source global is not a table.");
    } else {
      source.get().forEach((key, value) -> handDown(key, value, target.get()));
      child.put(GLOBAL, target.get());
    }
  }

  // Deeper maps are shared with the parent, as in Helm: a child's values show in them.
  private void handDown(String key, @Nullable Object value, Map<String, @Nullable Object> target) {
    Optional<Map<String, @Nullable Object>> map = Tables.asMap(value);
    Object there = target.get(key);
    if (map.isEmpty()) {
      if (Tables.asMap(there).isPresent()) {
        tables.warn("key %s is table. Skipping".formatted(key));
      } else {
        target.put(key, value);
      }
      return;
    }
    Map<String, @Nullable Object> shared = new LinkedHashMap<>(map.get());
    Optional<Map<String, @Nullable Object>> childs = Tables.asMap(there);
    if (target.containsKey(key) && childs.isEmpty()) {
      tables.warn("Conflict: cannot merge map onto non-map for \"%s\". Skipping.".formatted(key));
      return;
    }
    childs.ifPresent(own -> tables.keepingNulls(true).put(shared, own, key));
    target.put(key, shared);
  }
}
