package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A patch as of RFC 6902, with the liberties that the API server takes. */
final class JsonPatch {

  private JsonPatch() {}

  /**
   * Makes the changes one after the other.
   *
   * @param isOld whether the server is of before Kubernetes 1.21, which adds to a map what {@code
   *     replace} does not find in it, and copies what it does not have
   * @throws StatusException if one of them can't be made; the server does not say which
   */
  static MapValue apply(MapValue object, Value patch, boolean isOld) {
    List<Value> operations =
        patch
            .asList()
            .map(ListValue::items)
            .orElseThrow(
                () ->
                    StatusException.badRequest(
                        "json: cannot unmarshal object into Go value of type jsonpatch.Patch"));
    Value patched = object;
    for (Value operation : operations) {
      patched = new Operation(operation, isOld).on(patched);
    }
    return patched.asMap().orElseThrow(StatusException::unprocessable);
  }

  private record Operation(Value operation, boolean isOld) {
    Value on(Value document) {
      List<String> path = pointer("path");
      return switch (operation.textAt("op").orElse("")) {
        case "add" -> add(document, path, value());
        case "remove" -> remove(document, path);
        case "replace" -> isOld ? addOver(document, path) : replace(document, path, value());
        case "move" -> {
          Value moved = there(document, pointer("from"));
          yield add(remove(document, pointer("from")), path, moved);
        }
        case "copy" -> add(document, path, copied(document));
        case "test" -> tested(document, path);
        default -> throw StatusException.unprocessable();
      };
    }

    private Value value() {
      return operation.at("value").orElse(Scalar.NULL);
    }

    private Value copied(Value document) {
      List<String> from = pointer("from");
      return isOld ? inParent(document, from) : there(document, from);
    }

    private Value addOver(Value document, List<String> path) {
      boolean isIn = at(document, path).isPresent() || parent(document, path).asList().isPresent();
      return isIn ? replace(document, path, value()) : add(document, path, value());
    }

    private Value tested(Value document, List<String> path) {
      Value found = isOld ? inParent(document, path) : at(document, path).orElse(Scalar.NULL);
      if (!found.equals(value())) {
        throw StatusException.unprocessable();
      }
      return document;
    }

    /** Whatever stands before the first slash is overlooked. */
    private List<String> pointer(String field) {
      String text = operation.textAt(field).orElseThrow(StatusException::unprocessable);
      List<String> names = new ArrayList<>();
      for (String name : text.split("/", -1)) {
        names.add(name.replace("~1", "/").replace("~0", "~"));
      }
      names.remove(0);
      if (names.isEmpty()) {
        throw StatusException.unprocessable();
      }
      return names;
    }
  }

  private static Optional<Value> at(Value document, List<String> path) {
    Optional<Value> found = Optional.of(document);
    for (String name : path) {
      found = found.flatMap(value -> child(value, name));
    }
    return found;
  }

  private static Optional<Value> child(Value parent, String name) {
    return parent.asList().isPresent()
        ? index(name, parent.itemsAt().size() - 1).map(parent.itemsAt()::get)
        : parent.at(name);
  }

  private static Value parent(Value document, List<String> path) {
    return there(document, path.subList(0, path.size() - 1));
  }

  /** What a map does not have counts as null; a list must have it. */
  private static Value inParent(Value document, List<String> path) {
    String name = path.get(path.size() - 1);
    Value parent = parent(document, path);
    return parent.asMap().isPresent()
        ? parent.at(name).orElse(Scalar.NULL)
        : child(parent, name).orElseThrow(StatusException::unprocessable);
  }

  private static Value there(Value document, List<String> path) {
    return at(document, path).orElseThrow(StatusException::unprocessable);
  }

  private static Optional<Integer> index(String name, int last) {
    try {
      int index = Integer.parseInt(name);
      int counted = index < 0 ? index + last + 1 : index;
      return counted < 0 || counted > last ? Optional.empty() : Optional.of(counted);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private interface Change {
    Value of(Value parent, String name);
  }

  private static Value edit(Value document, List<String> path, Change change) {
    if (path.size() == 1) {
      return change.of(document, path.get(0));
    }
    Value parent = child(document, path.get(0)).orElseThrow(StatusException::unprocessable);
    Value changed = edit(parent, path.subList(1, path.size()), change);
    return with(document, path.get(0), changed);
  }

  private static Value with(Value parent, String name, Value child) {
    if (parent instanceof MapValue map) {
      return map.with(name, child);
    }
    List<Value> items = new ArrayList<>(parent.itemsAt());
    int last = items.size() - 1;
    items.set(index(name, last).orElseThrow(StatusException::unprocessable), child);
    return new ListValue(items);
  }

  private static Value add(Value document, List<String> path, Value value) {
    return edit(document, path, (parent, name) -> added(parent, name, value));
  }

  private static Value added(Value parent, String name, Value value) {
    if (parent instanceof MapValue map) {
      return map.with(name, value);
    }
    List<Value> items = new ArrayList<>(listOf(parent));
    int end = items.size();
    items.add(
        name.equals("-") ? end : index(name, end).orElseThrow(StatusException::unprocessable),
        value);
    return new ListValue(items);
  }

  private static List<Value> listOf(Value parent) {
    return parent.asList().map(ListValue::items).orElseThrow(StatusException::unprocessable);
  }

  private static Value replace(Value document, List<String> path, Value value) {
    there(document, path);
    return edit(document, path, (parent, name) -> with(parent, name, value));
  }

  private static Value remove(Value document, List<String> path) {
    there(document, path);
    return edit(document, path, JsonPatch::removed);
  }

  private static Value removed(Value parent, String name) {
    if (parent instanceof MapValue map) {
      return map.without(name);
    }
    List<Value> items = new ArrayList<>(listOf(parent));
    int last = items.size() - 1;
    items.remove((int) index(name, last).orElseThrow(StatusException::unprocessable));
    return new ListValue(items);
  }
}
