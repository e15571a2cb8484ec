package io.gitops4j.helm.chart;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values in Helm's messages: as Go prints them. */
final class GoText {
  private static final int LARGE = 6;

  private GoText() {}

  /** With {@code %v}. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "<nil>";
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map)
          .entrySet().stream()
              .map(entry -> entry.getKey() + ":" + of(entry.getValue()))
              .collect(Collectors.joining(" ", "map[", "]"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GoText::of).collect(Collectors.joining(" ", "[", "]"));
    }
    return value instanceof Double number ? number(number) : value.toString();
  }

  /** With {@code %t}, which only suits booleans: Go marks the others. */
  static String asBoolean(@Nullable Object value) {
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GoText::asBoolean).collect(Collectors.joining(" ", "[", "]"));
    }
    return "%!t(" + (value == null ? "<nil>" : typeOf(value) + "=" + of(value)) + ")";
  }

  /** As Go names the type of JSON. */
  static String jsonTypeOf(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return "object";
    }
    if (value instanceof List<?>) {
      return "array";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    return value instanceof Number ? "number" : "string";
  }

  /** As Go names the type. */
  static String typeOf(Object value) {
    if (value instanceof Long) {
      return "int64";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof List<?>) {
      return "[]interface {}";
    }
    if (value instanceof Map<?, ?>) {
      return "map[string]interface {}";
    }
    return value instanceof Double ? "float64" : "string";
  }

  // Shortest digits, with an exponent from seven digits before the point on.
  private static String number(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exact.signum() == 0 || (exponent >= -4 && exponent < LARGE)) {
      return exact.signum() == 0 ? "0" : exact.toPlainString();
    }
    BigDecimal mantissa = exact.movePointLeft(exponent);
    return "%se%+03d".formatted(mantissa.toPlainString(), exponent);
  }
}
