package io.gitops4j.helm.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating-point numbers as Go's {@code strconv} writes them. */
final class Floats {
  private static final double EXACT = 0x1p53;

  private Floats() {}

  /** Digits and the place of the point: the value is 0.digits * 10^point. */
  private record Digits(boolean negative, String digits, int point) {

    Digits atLeast(int count) {
      int missing = count - digits.length();
      return missing <= 0 ? this : new Digits(negative, digits + "0".repeat(missing), point);
    }
  }

  /** A float64 in the form of a verb of {@code fmt}; precision -1 takes the fewest digits. */
  static String format(double value, char verb, int precision) {
    return format(value, verb, precision, false);
  }

  static String format(double value, char verb, int precision, boolean single) {
    if (Double.isNaN(value)) {
      return "NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return switch (verb) {
      case 'e', 'E' -> exponent(digits(value, verb, precision, single), verb, precision);
      case 'f', 'F' -> plain(digits(value, 'f', precision, single), precision);
      case 'b' -> binary(value);
      case 'x', 'X' -> hexadecimal(value, verb, precision);
      default -> general(value, verb, precision, single);
    };
  }

  private static Digits digits(double value, char verb, int precision, boolean single) {
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    if (value == 0) {
      return new Digits(negative, "", 0);
    } else if (precision < 0) {
      return shortest(Math.abs(value), negative, single);
    }
    BigDecimal exact = new BigDecimal(Math.abs(value));
    BigDecimal rounded =
        switch (verb) {
          case 'f' -> exact.setScale(precision, RoundingMode.HALF_EVEN);
          case 'e', 'E' -> exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
          default -> exact.round(new MathContext(Math.max(1, precision), RoundingMode.HALF_EVEN));
        };
    return of(rounded, negative);
  }

  private static Digits of(BigDecimal value, boolean negative) {
    if (value.signum() == 0) {
      return new Digits(negative, "", 0);
    }
    String digits = value.unscaledValue().toString();
    int point = digits.length() - value.scale();
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return new Digits(negative, digits.substring(0, end), point);
  }

  private static Digits shortest(double value, boolean negative, boolean single) {
    if (value < EXACT && value == Math.rint(value)) {
      return of(BigDecimal.valueOf((long) value), negative);
    } else if (single) {
      return of(new BigDecimal(Float.toString((float) value)), negative);
    }
    BigDecimal best = new BigDecimal(Double.toString(value));
    BigDecimal exact = new BigDecimal(value);
    // What Java prints is not always the shortest, nor the closest of the shortest.
    for (int count = best.stripTrailingZeros().precision(); count > 0; count--) {
      BigDecimal shorter = exact.round(new MathContext(count, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() != value) {
        break;
      }
      best = shorter;
    }
    return of(best, negative);
  }

  private static String exponent(Digits value, char verb, int precision) {
    int after = precision < 0 ? Math.max(0, value.digits().length() - 1) : precision;
    String digits = value.atLeast(after + 1).digits();
    StringBuilder text = new StringBuilder(value.negative() ? "-" : "");
    text.append(digits.charAt(0));
    if (after > 0) {
      text.append('.').append(digits, 1, after + 1);
    }
    int exponent = value.digits().isEmpty() ? 0 : value.point() - 1;
    text.append(verb).append(exponent < 0 ? '-' : '+');
    String number = Integer.toString(Math.abs(exponent));
    return text.append(number.length() < 2 ? "0" : "").append(number).toString();
  }

  private static String plain(Digits value, int precision) {
    int after = precision < 0 ? Math.max(0, value.digits().length() - value.point()) : precision;
    int point = value.point();
    String digits = "0".repeat(Math.max(0, -point)) + value.digits();
    int whole = Math.max(0, point);
    String padded = digits + "0".repeat(Math.max(0, whole + after - digits.length()));
    String text = whole == 0 ? "0" : padded.substring(0, whole);
    String fraction = after == 0 ? "" : "." + padded.substring(whole, whole + after);
    return (value.negative() ? "-" : "") + text + fraction;
  }

  private static String general(double value, char verb, int precision, boolean single) {
    Digits digits = digits(value, 'g', precision, single);
    int count = digits.digits().length();
    int wanted = precision == 0 ? 1 : precision;
    int limit = wanted;
    if (limit > count && count >= digits.point()) {
      limit = count;
    }
    if (precision < 0) {
      limit = 6;
    }
    int exponent = count == 0 ? 0 : digits.point() - 1;
    if (exponent < -4 || exponent >= limit) {
      char mark = verb == 'G' ? 'E' : 'e';
      return exponent(digits, mark, Math.max(0, count - 1));
    }
    return plain(digits, Math.max(count - digits.point(), 0));
  }

  private static String binary(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >> 52) & 0x7ff;
    long mantissa = bits & 0xf_ffff_ffff_ffffL;
    mantissa |= exponent == 0 ? 0 : 1L << 52;
    int power = Math.max(1, exponent) - 1023 - 52;
    return (bits < 0 ? "-" : "") + mantissa + "p" + (power < 0 ? "" : "+") + power;
  }

  private static String hexadecimal(double value, char verb, int precision) {
    String java = Double.toHexString(Math.abs(value)).replace(".0p", "p");
    int p = java.indexOf('p');
    int exponent = Integer.parseInt(java.substring(p + 1));
    String mantissa = java.substring(0, p);
    if (precision >= 0) {
      BigDecimal scaled = new BigDecimal(Math.abs(value / Math.scalb(1.0, exponent)));
      BigDecimal unit = BigDecimal.valueOf(16).pow(precision);
      String digits =
          scaled.multiply(unit).setScale(0, RoundingMode.HALF_EVEN).toBigInteger().toString(16);
      mantissa = "0x" + digits.charAt(0) + (precision == 0 ? "" : "." + digits.substring(1));
    }
    String number = Integer.toString(Math.abs(exponent));
    String sign = exponent < 0 ? "-" : "+";
    String text = mantissa + "p" + sign + (number.length() < 2 ? "0" : "") + number;
    String signed = (value < 0 ? "-" : "") + text;
    return verb == 'X' ? signed.toUpperCase(Locale.ROOT) : signed;
  }
}
