package io.gitops4j.helm.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers as Go's {@code strconv} writes them: with the fewest digits that read back
 * to the same number.
 *
 * @since 0.1.0
 */
public final class Decimals {
  private static final int FIRST_EXPONENT_OF_G = 6;
  private static final int LAST_EXPONENT_OF_G = -4;
  private static final double LAST_EXACT_INTEGER = 0x1p53;

  private Decimals() {}

  /** As {@code %g}: with an exponent of two digits below 1e-4 and from 1e6 on. */
  public static String shortest(double number) {
    return shortest(number, FIRST_EXPONENT_OF_G);
  }

  /** As JSON: with an exponent below 1e-6 and from 1e21 on; the number must be finite. */
  public static String json(double number) {
    if (number == 0) {
      return isNegativeZero(number) ? "-0" : "0";
    }
    double size = Math.abs(number);
    if (size >= 1e-6 && size < 1e21) {
      return plain(number);
    }
    String text = exponential(digits(number));
    int sign = text.length() - 3;
    boolean padded = text.charAt(sign) == '-' && text.charAt(sign + 1) == '0';
    return padded ? text.substring(0, sign + 1) + text.charAt(sign + 2) : text;
  }

  /** Without an exponent, as {@code %f} with all digits that are needed; the number must be finite. */
  public static String plain(double number) {
    if (number == Math.rint(number) && Math.abs(number) < LAST_EXACT_INTEGER) {
      return isNegativeZero(number) ? "-0" : Long.toString((long) number);
    }
    return digits(number).toPlainString();
  }

  /** As {@code %g} with another first exponent that is written as such, as {@code %v} has it. */
  public static String shortest(double number, int firstExponent) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return isNegativeZero(number) ? "-0" : "0";
    }
    BigDecimal digits = digits(number);
    int exponent = digits.precision() - digits.scale() - 1;
    return exponent < LAST_EXPONENT_OF_G || exponent >= firstExponent
        ? exponential(digits)
        : digits.toPlainString();
  }

  private static boolean isNegativeZero(double number) {
    return number == 0 && 1 / number < 0;
  }

  private static BigDecimal digits(double number) {
    BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    // Before JDK 19 there may be a digit too many.
    for (int precision = digits.precision() - 1; precision > 0; precision--) {
      BigDecimal shorter =
          new BigDecimal(number).round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() != number) {
        break;
      }
      digits = shorter.stripTrailingZeros();
    }
    return digits;
  }

  private static String exponential(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    int exponent = number.precision() - number.scale() - 1;
    StringBuilder text = new StringBuilder(number.signum() < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    int size = Math.abs(exponent);
    return text.append(exponent < 0 ? "e-" : "e+").append(size < 10 ? "0" : "").append(size).toString();
  }
}
