package io.gitops4j.core.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Numbers in the text forms of Go, which decide what a manifest's number is after kubectl's
 * conversion to JSON.
 */
final class GoNumber {
  private static final RoundingMode[] NEAREST_FIRST = {
    RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING
  };
  private static final int DIGITS_OF_A_DOUBLE = 17;
  private static final double FIRST_WITH_EXPONENT = 1e21;
  private static final double FIRST_WITHOUT_EXPONENT = 1e-6;

  private GoNumber() {}

  /**
   * The number that remains of a finite double after it was written as JSON and read again: an
   * integer if its shortest form is one. {@code 1234567890123456789.0} is 1234567890123456800,
   * though the double nearest to it is 1234567890123456768.
   */
  static Scalar throughJson(double number) {
    if (Math.abs(number) > 0x1p53 && Math.abs(number) < FIRST_WITH_EXPONENT) {
      BigInteger shortest = shortest(number).toBigIntegerExact();
      if (shortest.bitLength() < Long.SIZE) {
        return Scalar.of(shortest.longValue());
      }
    }
    return Scalar.of(number);
  }

  /**
   * As JSON: the shortest digits that read back to this double, with an exponent below 1e-6 and
   * from 1e21.
   */
  static String json(double number) {
    if (number == 0) {
      return "0";
    }
    double size = Math.abs(number);
    BigDecimal shortest = shortest(number);
    if (size >= FIRST_WITHOUT_EXPONENT && size < FIRST_WITH_EXPONENT) {
      return shortest.toPlainString();
    }
    int exponent = exponent(shortest);
    return mantissa(shortest) + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** As the key of a map: in the precision of a float, with an exponent below 1e-4 and from 1e6. */
  static String key(double number) {
    float narrow = (float) number;
    if (Float.isNaN(narrow)) {
      return ".nan";
    }
    if (Float.isInfinite(narrow)) {
      return narrow > 0 ? ".inf" : "-.inf";
    }
    if (narrow == 0) {
      return 1 / narrow < 0 ? "-0" : "0";
    }
    BigDecimal shortest =
        shortest(new BigDecimal(narrow), candidate -> candidate.floatValue() == narrow);
    int exponent = exponent(shortest);
    if (exponent >= -4 && exponent < 6) {
      return shortest.toPlainString();
    }
    return mantissa(shortest)
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static BigDecimal shortest(double number) {
    return shortest(new BigDecimal(number), candidate -> candidate.doubleValue() == number);
  }

  private static BigDecimal shortest(BigDecimal exact, Predicate<BigDecimal> readsBack) {
    for (int digits = 1; digits < DIGITS_OF_A_DOUBLE; digits++) {
      for (RoundingMode rounding : NEAREST_FIRST) {
        BigDecimal candidate = exact.round(new MathContext(digits, rounding));
        if (readsBack.test(candidate)) {
          return plain(candidate);
        }
      }
    }
    return plain(exact.round(new MathContext(DIGITS_OF_A_DOUBLE, RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.stripTrailingZeros();
  }

  private static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  private static String mantissa(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    String sign = number.signum() < 0 ? "-" : "";
    return sign + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "");
  }
}
