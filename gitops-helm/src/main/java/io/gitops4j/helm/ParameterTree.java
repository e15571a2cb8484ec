package io.gitops4j.helm;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.helm.Helm.Parameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as one document of values. A parameter with an index changes one item of the list that
 * the value files gave, so it starts from their list.
 */
final class ParameterTree {
  private final MapValue base;
  private final Map<String, @Nullable Object> root = new LinkedHashMap<>();

  private ParameterTree(MapValue base) {
    this.base = base;
  }

  /**
   * Applies parameters in order.
   *
   * @param base the merged values that the parameters come on top of
   */
  static MapValue of(List<Parameter> parameters, MapValue base) {
    ParameterTree tree = new ParameterTree(base);
    for (Parameter parameter : parameters) {
      Object value =
          parameter.isText() ? unescaped(parameter.value()) : typedOrList(parameter.value());
      tree.set(ParameterPath.parse(parameter.name()), value);
    }
    return Value.of(tree.root).asMap().orElse(MapValue.EMPTY);
  }

  private void set(ParameterPath path, @Nullable Object value) {
    Iterator<Object> steps = path.steps().iterator();
    root.compute(
        (String) steps.next(),
        (key, old) -> changed(old, base.get(key).orElse(null), steps, value));
  }

  private static @Nullable Object changed(
      @Nullable Object old, @Nullable Value below, Iterator<Object> rest, @Nullable Object value) {
    if (!rest.hasNext()) {
      return value;
    }
    Object step = rest.next();
    if (step instanceof Integer index) {
      return withItem(old, below, index, rest, value);
    }
    String key = (String) step;
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (old instanceof Map<?, ?> known) {
      known.forEach((name, entry) -> map.put((String) name, entry));
    }
    Value next = below == null ? null : below.at(key).orElse(null);
    map.put(key, changed(map.get(key), next, rest, value));
    return map;
  }

  private static List<@Nullable Object> withItem(
      @Nullable Object old,
      @Nullable Value below,
      int index,
      Iterator<Object> rest,
      @Nullable Object value) {
    List<@Nullable Object> items = new ArrayList<>();
    if (old instanceof List<?> known) {
      items.addAll(known);
    } else if (below != null && below.toPlain() instanceof List<?> known) {
      items.addAll(known);
    }
    while (items.size() <= index) {
      items.add(null);
    }
    items.set(index, changed(items.get(index), null, rest, value));
    return items;
  }

  private static @Nullable Object typedOrList(String text) {
    if (!text.startsWith("{") || !text.endsWith("}") || text.length() < 2) {
      return typed(text);
    }
    List<@Nullable Object> items = new ArrayList<>();
    String inner = text.substring(1, text.length() - 1);
    int start = 0;
    for (int at = 0; at <= inner.length(); at++) {
      if (at == inner.length() || inner.charAt(at) == ',') {
        items.add(typed(inner.substring(start, at)));
        start = at + 1;
      } else if (inner.charAt(at) == '\\') {
        at++;
      }
    }
    return items;
  }

  private static @Nullable Object typed(String raw) {
    String text = unescaped(raw);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      case "0" -> 0L;
      default -> text.matches("[-+]?[1-9]\\d{0,18}") ? integerOrText(text) : text;
    };
  }

  private static Object integerOrText(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return text; // beyond 64 bits
    }
  }

  private static String unescaped(String text) {
    return text.replaceAll("(?s)\\\\(.)", "$1");
  }
}
