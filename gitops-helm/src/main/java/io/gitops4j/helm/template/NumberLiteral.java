package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * A number as it stands in a template: it has no type until something asks for one.
 *
 * @param text as it was written
 * @param signed the value if it is an integer that fits int64
 * @param unsigned the bits of the value if it is an integer that fits uint64
 * @param decimal the value as floating point
 */
record NumberLiteral(
    String text, @Nullable Long signed, @Nullable Long unsigned, @Nullable Double decimal) {

  /** Reads a number or the constant of a character; a wrong one is a {@code FunctionException}. */
  static NumberLiteral of(String text, boolean character) {
    if (character) {
      return character(text);
    } else if (text.endsWith("i")) {
      throw new FunctionException("complex numbers are not supported: " + Quoting.quote(text));
    }
    Integers integers = Integers.of(text);
    if (integers.signed() != null || integers.unsigned() != null) {
      return new NumberLiteral(text, integers.signed(), integers.unsigned(), integers.decimal());
    }
    return decimal(text);
  }

  private static NumberLiteral character(String text) {
    String value = Quoting.unquote(text);
    if (value == null || value.isEmpty()) {
      throw new FunctionException("invalid syntax");
    } else if (value.codePointCount(0, value.length()) != 1) {
      throw new FunctionException("malformed character constant: " + text);
    }
    long rune = GoStrings.isRawByte(value, 0) ? GoStrings.byteAt(value, 0) : value.codePointAt(0);
    return new NumberLiteral(text, rune, rune, (double) rune);
  }

  private static NumberLiteral decimal(String text) {
    Double value = parse(text);
    if (value == null) {
      throw new FunctionException("illegal number syntax: " + Quoting.quote(text));
    }
    if (!looksLikeDecimal(text)) {
      throw new FunctionException("integer overflow: " + Quoting.quote(text));
    }
    double number = value;
    Long signed = (double) (long) number == number && number < 0x1p63 ? (Long) (long) number : null;
    boolean positive = signed != null && signed >= 0;
    return new NumberLiteral(text, signed, positive ? signed : null, number);
  }

  private static @Nullable Double parse(String text) {
    if (!Integers.underscoresFit(text)) {
      return null;
    }
    try {
      double value = Double.parseDouble(text.replace("_", ""));
      return Double.isInfinite(value) ? null : (Double) value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean looksLikeDecimal(String text) {
    return text.chars().anyMatch(c -> ".eEpP".indexOf(c) >= 0);
  }

  /** The value where anything is taken: an int or a float64; null if it is neither. */
  @Nullable Object ideal() {
    boolean rune = text.startsWith("'");
    if (!rune && !isHexadecimal() && looksLikeDecimal(text)) {
      return decimal;
    }
    return signed;
  }

  private boolean isHexadecimal() {
    boolean prefixed =
        text.length() > 2 && text.charAt(0) == '0' && "xX".indexOf(text.charAt(1)) >= 0;
    return prefixed && text.indexOf('p') < 0 && text.indexOf('P') < 0;
  }

  /** The integers that a text stands for, with all the prefixes and underscores of Go. */
  private record Integers(@Nullable Long signed, @Nullable Long unsigned) {
    private static final Integers NONE = new Integers(null, null);

    static Integers of(String text) {
      boolean negative = text.startsWith("-");
      String digits = negative || text.startsWith("+") ? text.substring(1) : text;
      boolean sign = digits.length() < text.length();
      int radix = radix(digits);
      String plain = digits.substring(prefix(digits)).replace("_", "");
      if (plain.isEmpty()
          || plain.startsWith("-")
          || plain.startsWith("+")
          || !underscoresFit(text)) {
        return NONE;
      }
      Long signed = signed((negative ? "-" : "") + plain, radix);
      Long unsigned = sign ? null : unsigned(plain, radix);
      boolean zero = signed != null && signed == 0;
      return new Integers(signed, zero ? Long.valueOf(0) : unsigned);
    }

    private static int radix(String digits) {
      if (digits.length() < 2 || digits.charAt(0) != '0') {
        return 10;
      }
      return switch (Character.toLowerCase(digits.charAt(1))) {
        case 'x' -> 16;
        case 'b' -> 2;
        default -> 8;
      };
    }

    private static int prefix(String digits) {
      boolean prefixed =
          digits.length() > 1 && digits.charAt(0) == '0' && "xXbBoO".indexOf(digits.charAt(1)) >= 0;
      return prefixed ? 2 : 0;
    }

    private static @Nullable Long signed(String digits, int radix) {
      try {
        return Long.parseLong(digits, radix);
      } catch (NumberFormatException e) {
        return null;
      }
    }

    private static @Nullable Long unsigned(String digits, int radix) {
      try {
        return Long.parseUnsignedLong(digits, radix);
      } catch (NumberFormatException e) {
        return null;
      }
    }

    /** Underscores separate digits, or a prefix from digits. */
    static boolean underscoresFit(String text) {
      String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
      boolean fits = !digits.startsWith("_") && !digits.endsWith("_") && !digits.contains("__");
      for (int i = 1; fits && i < digits.length(); i++) {
        boolean joins =
            Character.isLetterOrDigit(digits.charAt(i - 1))
                && Character.isLetterOrDigit(digits.charAt(i + (i + 1 < digits.length() ? 1 : 0)));
        fits = digits.charAt(i) != '_' || joins;
      }
      return fits;
    }

    double decimal() {
      if (signed != null) {
        return signed;
      }
      return unsigned == null ? 0 : GoNumber.uint64(unsigned).decimal();
    }
  }
}
