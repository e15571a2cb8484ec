package io.gitops4j.helm.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A map of a chart's metadata, read as Go reads it into a struct: names in any case. */
final class Fields {
  private final Map<String, @Nullable Object> map;
  private final String type;

  /**
   * Of a map.
   *
   * @param type how messages name the struct
   */
  Fields(Map<String, @Nullable Object> map, String type) {
    this.map = map;
    this.type = type;
  }

  /** Text without what can't be printed; numbers and booleans count as text. */
  String text(String name) {
    return asText(value(name), name);
  }

  private String asText(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw wrongType(name, value, "string");
    }
    if (value == null) {
      return "";
    }
    return value instanceof Double number ? digits(number) : printable(value.toString());
  }

  private static String digits(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isWhitespace(c)) {
                printable.append(' ');
              } else if (!Character.isISOControl(c)) {
                printable.appendCodePoint(c);
              }
            });
    return printable.toString();
  }

  boolean flag(String name) {
    Object value = value(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrongType(name, value, "bool");
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    items(name, "[]string").forEach(item -> texts.add(asText(item, name)));
    return texts;
  }

  Map<String, String> textMap(String name) {
    Object value = value(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value != null) {
      Tables.asMap(value)
          .orElseThrow(() -> wrongType(name, value, "map[string]string"))
          .forEach((key, item) -> texts.put(key, asText(item, name)));
    }
    return texts;
  }

  List<@Nullable Object> items(String name, String listType) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw wrongType(name, value, listType);
  }

  /** The structs in a list; an empty one for a null. */
  List<Optional<Fields>> structs(String name, String structType) {
    List<Optional<Fields>> structs = new ArrayList<>();
    for (Object item : items(name, "[]*v2." + structType)) {
      if (item != null && Tables.asMap(item).isEmpty()) {
        throw wrongType(name, item, "v2." + structType);
      }
      structs.add(Tables.asMap(item).map(fields -> new Fields(fields, structType)));
    }
    return structs;
  }

  boolean has(String name) {
    return value(name) != null;
  }

  private @Nullable Object value(String name) {
    if (map.containsKey(name)) {
      return map.get(name);
    }
    return map.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  private IllegalArgumentException wrongType(String name, Object value, String wanted) {
    return new IllegalArgumentException(
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(GoText.jsonTypeOf(value), type, name, wanted));
  }
}
