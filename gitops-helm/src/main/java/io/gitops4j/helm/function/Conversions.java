package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Fmt;
import io.gitops4j.helm.template.GoBytes;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.Meter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments as another type, the way Sprig's functions take them: what can't be converted is 0. */
final class Conversions {
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(0[xX]_?|0[bB]_?|0[oO]?_?)?([0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)?");
  private static final Pattern ZERO_FRACTION = Pattern.compile("\\.0+$");
  private static final String DIGITS = "[0-9]+(?:_[0-9]+)*";
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(?:%1$s\\.?|(?:%1$s)?\\.%1$s|%1$s\\.%1$s)(?:[eE][-+]?%1$s)?".formatted(DIGITS));
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[-+]?0[xX](?:[0-9a-fA-F_]+\\.?[0-9a-fA-F_]*|\\.[0-9a-fA-F_]+)[pP][-+]?[0-9]+");

  private Conversions() {}

  /** The text that Sprig takes a value for. */
  static String text(Meter meter, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value == null) {
      return "<nil>";
    }
    return value instanceof GoBytes bytes ? bytes.text() : Fmt.value(meter, value);
  }

  /** The elements of a list as texts without nil; anything else is the only element. */
  static List<String> texts(Meter meter, @Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element != null) {
          texts.add(text(meter, element));
        }
      }
    } else if (value != null) {
      texts.add(text(meter, value));
    }
    return texts;
  }

  /** An int64. */
  static long integer(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    } else if (value instanceof Double number) {
      return truncated(number);
    } else if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    } else if (value instanceof String text) {
      return parsedInteger(ZERO_FRACTION.matcher(text).replaceFirst(""));
    } else if (value instanceof GoNumber number) {
      return number.kind().isFloat() ? truncated(number.decimal()) : number.integer();
    }
    return value instanceof GoObject object ? ofCounted(object) : 0;
  }

  /** Months and weekdays are numbers by name; other named types are not converted. */
  private static long ofCounted(GoObject object) {
    String type = object.type().toString();
    boolean counted = type.equals("time.Month") || type.equals("time.Weekday");
    return counted && object.underlying() instanceof Long number ? number : 0;
  }

  /** As the processor of most clusters does it: what is out of range is the smallest int64. */
  private static long truncated(double number) {
    boolean fits = number >= -0x1p63 && number < 0x1p63;
    return fits ? (long) number : Long.MIN_VALUE;
  }

  /** As Go's {@code ParseInt} with base 0; 0 on failure. */
  private static long parsedInteger(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return 0;
    }
    String prefix = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
    String digits = matcher.group(3) == null ? "" : matcher.group(3).replace("_", "");
    int base =
        prefix.startsWith("0x") ? 16 : prefix.startsWith("0b") ? 2 : prefix.isEmpty() ? 10 : 8;
    if (digits.isEmpty()) {
      return 0;
    }
    return ranged(matcher.group(1) + digits, base);
  }

  /** A whole number in a base, or 0 if it is none or does not fit. */
  static long ranged(String text, int base) {
    try {
      BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text, base);
      return value.bitLength() < Long.SIZE ? value.longValue() : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A float64. */
  static double decimal(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    } else if (value instanceof Long number) {
      return number;
    } else if (value instanceof String text) {
      return parsedDecimal(text);
    } else if (value instanceof GoNumber number) {
      return number.decimal();
    }
    return integer(value);
  }

  /** As Go's {@code ParseFloat}; 0 on failure. */
  private static double parsedDecimal(String text) {
    if (DECIMAL.matcher(text).matches() || HEXADECIMAL.matcher(text).matches()) {
      double number = Double.parseDouble(text.replace("_", ""));
      return Double.isInfinite(number) ? 0 : number;
    }
    String word = text.toLowerCase(Locale.ROOT);
    boolean negative = word.startsWith("-");
    String name = negative || word.startsWith("+") ? word.substring(1) : word;
    if (name.equals("inf") || name.equals("infinity")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return word.equals("nan") ? Double.NaN : 0;
  }
}
