package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One change of a document.
 *
 * @param path keys of maps and numbers of items
 * @param value empty to remove what is there
 */
record Edit(List<Object> path, Optional<Value> value) {

  /** The document after it; unchanged where the path does not fit. */
  static Value apply(Value document, Edit edit) {
    return apply(document, edit.path, edit.value).orElse(document);
  }

  /** Empty if the value itself goes. */
  private static Optional<Value> apply(Value at, List<Object> path, Optional<Value> value) {
    if (path.isEmpty()) {
      return value;
    }
    Object head = path.get(0);
    List<Object> rest = path.subList(1, path.size());
    if (head instanceof String key && at instanceof MapValue map) {
      Value below = map.get(key).orElse(rest.isEmpty() ? Scalar.NULL : MapValue.EMPTY);
      return Optional.of(
          apply(below, rest, value)
              .map(changed -> map.with(key, changed))
              .orElse(map.without(key)));
    }
    if (head instanceof Integer number && at instanceof ListValue list) {
      return Optional.of(inList(list, number, rest, value));
    }
    return Optional.of(at);
  }

  private static Value inList(
      ListValue list, int number, List<Object> rest, Optional<Value> value) {
    List<Value> items = new ArrayList<>(list.items());
    if (number >= items.size()) {
      if (rest.isEmpty()) {
        value.ifPresent(items::add);
      }
      return new ListValue(items);
    }
    Optional<Value> changed = apply(items.get(number), rest, value);
    if (changed.isPresent()) {
      items.set(number, changed.get());
    } else {
      items.remove(number);
    }
    return new ListValue(items);
  }

  /** All paths of a document, itself left out. */
  static List<List<Object>> pathsOf(Value document) {
    List<List<Object>> paths = new ArrayList<>();
    collect(document, List.of(), paths);
    return paths;
  }

  private static void collect(Value at, List<Object> path, List<List<Object>> paths) {
    if (!path.isEmpty()) {
      paths.add(path);
    }
    if (at instanceof MapValue map) {
      map.entries().forEach((key, value) -> collect(value, plus(path, key), paths));
    } else if (at instanceof ListValue list) {
      for (int i = 0; i < list.items().size(); i++) {
        collect(list.items().get(i), plus(path, i), paths);
      }
    }
  }

  private static List<Object> plus(List<Object> path, Object element) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(element);
    return List.copyOf(longer);
  }

  static Optional<Value> valueAt(Value document, List<Object> path) {
    Optional<Value> at = Optional.of(document);
    for (Object element : path) {
      at = at.flatMap(value -> child(value, element));
    }
    return at;
  }

  private static Optional<Value> child(Value value, Object element) {
    if (element instanceof String key && value instanceof MapValue map) {
      return map.get(key);
    }
    if (element instanceof Integer number
        && value instanceof ListValue list
        && number < list.items().size()) {
      return Optional.of(list.items().get(number));
    }
    return Optional.empty();
  }
}
