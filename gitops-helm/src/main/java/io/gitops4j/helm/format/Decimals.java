package io.gitops4j.helm.format;

import io.gitops4j.helm.template.Fmt;

/**
 * Floating-point numbers as JSON and YAML have them in Go: with the fewest digits that read back to
 * the same number.
 *
 * @since 0.1.0
 */
public final class Decimals {
  private Decimals() {}

  /** As {@code %g}: with an exponent of two digits below 1e-4 and from 1e6 on. */
  public static String shortest(double number) {
    return Fmt.decimal(number, 'g', -1);
  }

  /** As JSON: with an exponent below 1e-6 and from 1e21 on; the number must be finite. */
  public static String json(double number) {
    double size = Math.abs(number);
    if (number == 0 || (size >= 1e-6 && size < 1e21)) {
      return plain(number);
    }
    String text = Fmt.decimal(number, 'e', -1);
    int sign = text.length() - 3;
    boolean padded = text.charAt(sign) == '-' && text.charAt(sign + 1) == '0';
    return padded ? text.substring(0, sign + 1) + text.charAt(sign + 2) : text;
  }

  /** Without an exponent, with all digits that are needed; the number must be finite. */
  static String plain(double number) {
    return Fmt.decimal(number, 'f', -1);
  }
}
