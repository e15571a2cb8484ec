package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads TOML as {@code fromToml} does: integers are int64.
 *
 * @since 0.1.0
 */
public final class TomlReader {
  private static final GoType TABLES = GoType.sliceOf(GoType.MAP);

  private final TomlInput input;
  private final GoMap root = new GoMap();

  /** Tables that a header may not name again. */
  private final Set<GoMap> defined = Collections.newSetFromMap(new IdentityHashMap<>());

  private GoMap table = root;

  private TomlReader(TomlInput input) {
    this.input = input;
  }

  /**
   * Reads a document.
   *
   * @throws FormatException with Go's text, if it is no TOML
   */
  public static GoMap read(String text, Meter meter) {
    meter.allocate(8L * text.length());
    return new TomlReader(new TomlInput(text)).document();
  }

  private GoMap document() {
    while (true) {
      input.skipSpaceAndLines();
      int c = input.peek();
      if (c == TomlInput.END) {
        return root;
      } else if (c == '[') {
        header();
      } else {
        entry(table);
      }
      input.endOfItem();
    }
  }

  private void header() {
    boolean several = input.skip("[[");
    if (!several) {
      input.skip("[");
    }
    List<String> path = keys("to end table name", ']');
    if (!input.skip(several ? "]]" : "]")) {
      throw input.wrong(
          "expected '.' or ']' to end table name, but got '%s' instead".formatted(input.shown()));
    }
    GoMap parent = descend(root, path);
    String last = path.get(path.size() - 1);
    table = several ? added(parent, last, path) : named(parent, last, path);
  }

  private GoMap added(GoMap parent, String key, List<String> path) {
    Object old = parent.get(key);
    if (old != null && !(old instanceof GoList list && list.type().equals(TABLES))) {
      throw duplicate(path);
    }
    List<@Nullable Object> items = new ArrayList<>(old == null ? List.of() : (GoList) old);
    GoMap item = new GoMap();
    items.add(item);
    parent.put(key, GoList.copyOf(TABLES, items));
    return item;
  }

  private GoMap named(GoMap parent, String key, List<String> path) {
    Object old = parent.get(key);
    if (old != null && !(old instanceof GoMap)) {
      throw duplicate(path);
    }
    GoMap named = old == null ? new GoMap() : (GoMap) old;
    if (!defined.add(named)) {
      throw duplicate(path);
    }
    parent.put(key, named);
    return named;
  }

  private FormatException duplicate(List<String> path) {
    return input.failed("Key '%s' has already been defined.".formatted(String.join(".", path)));
  }

  /** The table that holds the last key of a path. */
  private GoMap descend(GoMap from, List<String> path) {
    GoMap at = from;
    for (String key : path.subList(0, path.size() - 1)) {
      Object inner = at.get(key);
      if (inner instanceof GoList list && !list.isEmpty()) {
        inner = list.get(list.size() - 1);
      }
      if (inner == null) {
        inner = new GoMap();
        at.put(key, inner);
      }
      if (!(inner instanceof GoMap map)) {
        throw duplicate(path);
      }
      at = map;
    }
    return at;
  }

  private void entry(GoMap into) {
    List<String> path = keys("separator '='", '=');
    if (!input.skip("=")) {
      throw input.wrong(
          input.peek() == TomlInput.END || input.peek() == '\n'
              ? "unexpected EOF; expected key separator '='"
              : "expected '.' or '=', but got '%s' instead".formatted(input.shown()));
    }
    input.lastKey(String.join(".", path));
    input.skipSpace();
    Object value = value(0);
    GoMap holder = descend(into, path);
    String last = path.get(path.size() - 1);
    if (holder.containsKey(last)) {
      throw duplicate(path);
    }
    holder.put(last, value);
    if (value instanceof GoMap inner) {
      defined.add(inner);
    }
    input.lastKey("");
  }

  private List<String> keys(String purpose, char end) {
    List<String> keys = new ArrayList<>();
    do {
      input.skipSpace();
      keys.add(input.key(purpose, end));
      input.skipSpace();
    } while (input.skip("."));
    return keys;
  }

  private Object value(int depth) {
    if (depth > 500) {
      throw input.failed("the values are nested too deeply");
    }
    int c = input.peek();
    if (c == '[') {
      return array(depth);
    } else if (c == '{') {
      return inlineTable();
    } else if (c == '"' || c == '\'') {
      return input.text();
    }
    return TomlScalar.of(input);
  }

  private GoList array(int depth) {
    input.skip("[");
    List<Object> items = new ArrayList<>();
    input.skipSpaceAndLines();
    while (!input.skip("]")) {
      items.add(value(depth + 1));
      input.skipSpaceAndLines();
      boolean more = input.skip(",");
      input.skipSpaceAndLines();
      if (!more && input.peek() != ']') {
        throw input.wrong(
            "expected a comma (',') or array terminator (']'), but got '%s'"
                .formatted(input.shown()));
      }
    }
    boolean tables = !items.isEmpty() && items.stream().allMatch(GoMap.class::isInstance);
    return GoList.copyOf(tables ? TABLES : GoType.LIST, items);
  }

  private GoMap inlineTable() {
    input.skip("{");
    GoMap map = new GoMap();
    input.skipSpaceAndLines();
    while (!input.skip("}")) {
      entry(map);
      input.skipSpaceAndLines();
      boolean more = input.skip(",");
      input.skipSpaceAndLines();
      if (!more && input.peek() != '}') {
        throw input.wrong(
            "expected a comma or an inline table terminator '}', but got '%s' instead"
                .formatted(input.shown()));
      }
    }
    defined.add(map);
    return map;
  }
}
