package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoNumber;
import java.util.regex.Pattern;

/** Booleans, numbers and times of TOML. */
final class TomlScalar {
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*)");
  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9_]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?[0-9][0-9_]*(\\.[0-9][0-9_]*)?([eE][-+]?[0-9][0-9_]*)?");

  private TomlScalar() {}

  static Object of(TomlInput input) {
    if (input.lookingAt("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:")) {
      throw input.failed("times with a space are not supported: write a T");
    }
    String word = input.word();
    if (word.isEmpty()) {
      boolean end = input.peek() == TomlInput.END || input.peek() == '\n';
      throw input.wrong(
          end
              ? "unexpected EOF; expected value"
              : "expected value but found \"%s\" instead".formatted(input.shown()));
    }
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "+nan", "-nan" -> Double.NaN;
      default -> number(input, word);
    };
  }

  private static Object number(TomlInput input, String word) {
    if (LEADING_ZERO.matcher(word).matches()) {
      throw input.failed("Invalid integer \"%s\": cannot have leading zeroes".formatted(word));
    }
    String digits = word.replace("_", "");
    if (INTEGER.matcher(word).matches()) {
      return GoNumber.int64(integer(input, digits));
    }
    if (FLOAT.matcher(word).matches()) {
      return Double.parseDouble(digits);
    }
    TomlTime time = TomlTime.of(word);
    if (time != null) {
      return time;
    }
    throw input.wrong("expected value but found \"%s\" instead".formatted(word));
  }

  private static long integer(TomlInput input, String digits) {
    boolean negative = digits.startsWith("-");
    String size = negative || digits.startsWith("+") ? digits.substring(1) : digits;
    int base =
        size.startsWith("0x") ? 16 : size.startsWith("0o") ? 8 : size.startsWith("0b") ? 2 : 10;
    try {
      return Long.parseLong((negative ? "-" : "") + (base == 10 ? size : size.substring(2)), base);
    } catch (NumberFormatException e) {
      throw input.failed(
          "Integer '%s' is out of the range of 64-bit signed integers.".formatted(digits));
    }
  }
}
