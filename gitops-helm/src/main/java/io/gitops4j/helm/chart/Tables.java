package io.gitops4j.helm.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts maps of values over each other, in place, as Helm does: a value of the upper map wins, maps
 * in both are put over each other too, and a null in the upper map takes the key away.
 */
final class Tables {
  private final boolean keepingNulls;
  private final Consumer<String> warnings;

  /**
   * A way to do it.
   *
   * @param keepingNulls whether a null stays, for a lower level to take its key away
   */
  Tables(boolean keepingNulls, Consumer<String> warnings) {
    this.keepingNulls = keepingNulls;
    this.warnings = warnings;
  }

  Tables keepingNulls(boolean other) {
    return other == keepingNulls ? this : new Tables(other, warnings);
  }

  boolean keepsNulls() {
    return keepingNulls;
  }

  void warn(String message) {
    warnings.accept(message);
  }

  /**
   * Puts a map over another.
   *
   * @param upper is changed; what it takes over is the same object in both afterwards
   * @param prefix names the place in warnings, may be empty
   */
  void put(
      Map<String, @Nullable Object> upper, Map<String, @Nullable Object> lower, String prefix) {
    if (keepingNulls) {
      // As Helm does it: a value that was taken away above stays away wherever the map is used.
      upper.forEach((key, value) -> hide(lower, key, value));
    }
    for (Map.Entry<String, @Nullable Object> entry : lower.entrySet()) {
      String key = entry.getKey();
      if (upper.containsKey(key)) {
        putBoth(upper, key, entry.getValue(), prefix.isEmpty() ? key : prefix + "." + key);
      } else {
        upper.put(key, entry.getValue());
      }
    }
  }

  private static void hide(
      Map<String, @Nullable Object> lower, String key, @Nullable Object upperValue) {
    if (upperValue == null) {
      lower.put(key, null);
    }
  }

  private void putBoth(
      Map<String, @Nullable Object> upper, String key, @Nullable Object below, String fullKey) {
    Object above = upper.get(key);
    if (above == null) {
      if (!keepingNulls && below != null) {
        upper.remove(key);
      }
      return;
    }
    Optional<Map<String, @Nullable Object>> aboveMap = asMap(above);
    Optional<Map<String, @Nullable Object>> belowMap = asMap(below);
    if (aboveMap.isPresent() && belowMap.isPresent()) {
      put(aboveMap.get(), belowMap.get(), fullKey);
    } else if (belowMap.isPresent()) {
      warn(
          "cannot overwrite table with non table for %s (%s)".formatted(fullKey, GoText.of(below)));
    } else if (aboveMap.isPresent() && below != null) {
      warn(
          "destination for %s is a table. Ignoring non-table value (%s)"
              .formatted(fullKey, GoText.of(below)));
    }
  }

  /** Lays a file of values over others: later ones win, and their nulls stay. */
  static void lay(Map<String, @Nullable Object> over, Map<String, @Nullable Object> base) {
    over.forEach(
        (key, value) -> {
          Optional<Map<String, @Nullable Object>> map = asMap(value);
          Optional<Map<String, @Nullable Object>> below = asMap(base.get(key));
          if (map.isPresent() && below.isPresent()) {
            lay(map.get(), below.get());
          } else {
            base.put(key, value);
          }
        });
  }

  @SuppressWarnings("unchecked") // all maps of values have texts as keys
  static Optional<Map<String, @Nullable Object>> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of((Map<String, @Nullable Object>) map)
        : Optional.empty();
  }

  /** A copy that shares nothing and can be changed. */
  static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, copy(value)));
    return copy;
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copy(item)));
      return copy;
    }
    Optional<Map<String, @Nullable Object>> map = asMap(value);
    return map.isPresent() ? copy(map.get()) : value;
  }
}
