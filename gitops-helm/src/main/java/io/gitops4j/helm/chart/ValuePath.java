package io.gitops4j.helm.chart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values by keys with dots between them. */
final class ValuePath {
  private ValuePath() {}

  /** What lies at a path; {@code exists} is false if nothing does, and for a map. */
  record Scalar(boolean exists, @Nullable Object value) {}

  static Scalar scalar(Map<String, @Nullable Object> values, String path) {
    int last = path.lastIndexOf('.');
    Optional<Map<String, @Nullable Object>> table =
        last < 0 ? Optional.of(values) : table(values, path.substring(0, last)).found();
    String key = path.substring(last + 1);
    if (table.isEmpty() || !table.get().containsKey(key)) {
      return new Scalar(false, null);
    }
    Object value = table.get().get(key);
    return new Scalar(Tables.asMap(value).isEmpty(), value);
  }

  /** The map at a path, or the key that leads to none. */
  record Table(Optional<Map<String, @Nullable Object>> found, String missing) {}

  static Table table(Map<String, @Nullable Object> values, String path) {
    Map<String, @Nullable Object> table = values;
    for (String key : path.split("\\.", -1)) {
      Optional<Map<String, @Nullable Object>> next = Tables.asMap(table.get(key));
      if (next.isEmpty()) {
        return new Table(Optional.empty(), key);
      }
      table = next.get();
    }
    return new Table(Optional.of(table), "");
  }

  /** The map wrapped into maps so that it lies at the path; a dot alone means no wrapping. */
  static Map<String, @Nullable Object> wrapped(String path, Map<String, @Nullable Object> map) {
    if (path.equals(".")) {
      return map;
    }
    Map<String, @Nullable Object> wrapped = map;
    String[] keys = path.split("\\.", -1);
    for (int i = keys.length - 1; i >= 0; i--) {
      Map<String, @Nullable Object> outer = new LinkedHashMap<>();
      outer.put(keys[i], wrapped);
      wrapped = outer;
    }
    return wrapped;
  }
}
