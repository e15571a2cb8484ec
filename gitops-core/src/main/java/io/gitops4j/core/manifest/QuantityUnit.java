package io.gitops4j.core.manifest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the suffix of a quantity is written, and what the number before it is multiplied with.
 *
 * @param form how
 * @param letter {@code e} or {@code E} of an exponent, else empty
 * @param exponent of 10; of 2 in binary units
 */
record QuantityUnit(Form form, String letter, int exponent) {
  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final int SMALLEST = -9;
  private static final int LARGEST_EXPONENT = 100_000;
  private static final Pattern EXPONENT = Pattern.compile("[eE][-+]?[0-9]+");

  /** The ways to write a unit. */
  enum Form {
    DECIMAL,
    BINARY,
    EXPONENT
  }

  static QuantityUnit decimal() {
    return new QuantityUnit(Form.DECIMAL, "", 0);
  }

  /** The unit of a suffix, empty if there is none such. */
  static Optional<QuantityUnit> of(String suffix) {
    if (DECIMAL.contains(suffix)) {
      int exponent = SMALLEST + 3 * DECIMAL.indexOf(suffix);
      return Optional.of(new QuantityUnit(Form.DECIMAL, "", exponent));
    }
    if (BINARY.contains(suffix)) {
      return Optional.of(new QuantityUnit(Form.BINARY, "", 10 * BINARY.indexOf(suffix)));
    }
    if (EXPONENT.matcher(suffix).matches()) {
      return Optional.of(
          new QuantityUnit(Form.EXPONENT, suffix.substring(0, 1), exponent(suffix.substring(1))));
    }
    return Optional.empty();
  }

  private static int exponent(String digits) {
    BigDecimal exponent = new BigDecimal(digits);
    if (exponent.abs().compareTo(BigDecimal.valueOf(LARGEST_EXPONENT)) > 0) {
      throw new IllegalArgumentException(
          "the exponent of a quantity must be within %d, was %s"
              .formatted(LARGEST_EXPONENT, digits));
    }
    return exponent.intValue();
  }

  boolean isBinary() {
    return form == Form.BINARY;
  }

  BigDecimal times(BigDecimal number) {
    return isBinary()
        ? number.multiply(BigDecimal.valueOf(1L << exponent))
        : number.scaleByPowerOfTen(exponent);
  }

  /** The suffix of this form for another exponent. */
  String suffix(int wanted) {
    return switch (form) {
      case BINARY -> BINARY.get(wanted / 10);
      case EXPONENT -> wanted == 0 ? "" : letter + wanted;
      // Beyond exa the API server writes no suffix, and so another number: 1000E becomes 1.
      case DECIMAL -> {
        int index = (wanted - SMALLEST) / 3;
        yield index < DECIMAL.size() ? DECIMAL.get(index) : "";
      }
    };
  }
}
