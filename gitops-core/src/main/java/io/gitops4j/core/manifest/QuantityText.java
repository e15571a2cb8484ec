package io.gitops4j.core.manifest;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantity as it is spelled.
 *
 * @param spelling the whole
 * @param whole the digits before the point
 * @param fraction the digits behind it
 */
record QuantityText(String spelling, String whole, String fraction, QuantityUnit unit) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<whole>[-+]?[0-9]*)(\\.(?<fraction>[0-9]*))?"
              + "(?<suffix>[eEinumkKMGTP]*[-+]?[0-9]*)");
  private static final String WRONG_FORM =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  static QuantityText read(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      throw new IllegalArgumentException(WRONG_FORM);
    }
    QuantityUnit unit =
        QuantityUnit.of(form.group("suffix"))
            .orElseThrow(() -> new IllegalArgumentException("unable to parse quantity's suffix"));
    String fraction = form.group("fraction");
    return new QuantityText(text, form.group("whole"), fraction == null ? "" : fraction, unit);
  }

  /** What stands before the unit; no digits at all are 0. */
  BigDecimal number() {
    boolean isNegative = whole.startsWith("-");
    String digits = (isNegative || whole.startsWith("+") ? whole.substring(1) : whole) + fraction;
    BigDecimal size =
        digits.isEmpty()
            ? BigDecimal.ZERO
            : new BigDecimal(digits).movePointLeft(fraction.length());
    return isNegative ? size.negate() : size;
  }

  /** Whether something but zeros stands before the point, or no digits behind it. */
  boolean hasIntegerPart() {
    return fraction.isEmpty() || whole.chars().anyMatch(digit -> digit >= '1' && digit <= '9');
  }

  /** The exponent of the last digit; with one that no unit has for a fraction of a binary unit. */
  int exponent() {
    if (unit.isBinary()) {
      return fraction.isEmpty() ? unit.exponent() : -1;
    }
    return unit.exponent() - fraction.length();
  }
}
