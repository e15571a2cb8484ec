package io.gitops4j.helm.chart;

import dev.harrel.jsonschema.Error;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a value violates as Helm says it. */
final class SchemaMessages {
  private static final String NO_FURTHER = "/additionalProperties";

  /** In Helm's order. */
  private static final List<String> TYPES =
      List.of("null", "boolean", "number", "integer", "string", "array", "object");

  private SchemaMessages() {}

  /** The text for a violated keyword and what the library tells of it. */
  static String of(String keyword, @Nullable Object... about) {
    return switch (keyword) {
      case "type" -> "got %s, want %s".formatted(goType(about[0]), types(about[1]));
      case "required" -> missing(about[0]);
      case "dependentRequired" -> "properties %s required".formatted(quoted(about[0]));
      case "enum" -> "value must be one of " + quoted(about[1]);
      case "const" -> "value must be " + about[1];
      case "minLength", "maxLength" ->
          "%s: got %d, want %s".formatted(keyword, length(about[0]), about[1]);
      case "minItems", "maxItems", "minProperties", "maxProperties" ->
          "%s: got %s, want %s".formatted(keyword, about[0], about[1]);
      case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
          "%s: got %s, want %s".formatted(keyword, number(about[0]), number(about[1]));
      case "anyOf", "allOf" -> "'%s' failed".formatted(keyword);
      case "oneOf" -> "'oneOf' failed, " + (isZero(about[0]) ? "none matched" : "several matched");
      case "not" -> "'not' failed";
      case "contains" -> "no items match contains schema";
      case "uniqueItems" -> "items are equal, one of them at " + about[0];
      case "falseSchema" -> "false schema";
      default -> "'%s' failed".formatted(keyword);
    };
  }

  private static boolean isZero(@Nullable Object number) {
    return Integer.valueOf(0).equals(number);
  }

  private static String goType(@Nullable Object type) {
    return "integer".equals(type) ? "number" : String.valueOf(type);
  }

  private static String types(@Nullable Object types) {
    Set<String> wanted = texts(types);
    return TYPES.stream().filter(wanted::contains).collect(Collectors.joining(" or "));
  }

  private static String missing(@Nullable Object names) {
    return (texts(names).size() == 1 ? "missing property " : "missing properties ") + quoted(names);
  }

  private static int length(@Nullable Object text) {
    String known = String.valueOf(text);
    return known.codePointCount(0, known.length());
  }

  private static String number(@Nullable Object number) {
    return number instanceof BigDecimal exact
        ? exact.stripTrailingZeros().toPlainString()
        : String.valueOf(number);
  }

  private static String quoted(@Nullable Object texts) {
    return all(texts).stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
  }

  private static Set<String> texts(@Nullable Object texts) {
    return new TreeSet<>(all(texts));
  }

  private static List<String> all(@Nullable Object texts) {
    return texts instanceof Collection<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(texts));
  }

  /** A line for each violation, by the places of the values. */
  static String lines(List<Error> errors) {
    Map<String, Set<String>> further = new TreeMap<>();
    Set<String> lines = new TreeSet<>();
    for (Error error : errors) {
      String place = error.getInstanceLocation();
      if (error.getEvaluationPath().endsWith(NO_FURTHER) && error.getKeyword() == null) {
        int name = place.lastIndexOf('/');
        further
            .computeIfAbsent(place.substring(0, name), key -> new TreeSet<>())
            .add(place.substring(name + 1));
      } else {
        lines.add("- at '%s': %s".formatted(place, error.getError()));
      }
    }
    further.forEach(
        (place, names) ->
            lines.add(
                "- at '%s': additional properties %s not allowed".formatted(place, quoted(names))));
    return String.join("\n", lines);
  }
}
