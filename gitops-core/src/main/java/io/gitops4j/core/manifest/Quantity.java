package io.gitops4j.core.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource, such as {@code 500m} or {@code 1Gi}: read, compared and written as the
 * API server does. Amounts are equal if they are the same number, however they are spelled: {@code
 * 1000m} is {@code 1}. Immutable.
 *
 * @since 0.1.0
 */
public final class Quantity implements Comparable<Quantity> {
  /** The finest that the API server keeps; what is finer is rounded away from zero. */
  private static final int NANO = 9;

  private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  private final BigDecimal value;
  private final QuantityUnit unit;

  /** The text as it was written, if the API server keeps it. */
  private final @Nullable String kept;

  private Quantity(BigDecimal value, QuantityUnit unit, @Nullable String kept) {
    this.value = value;
    this.unit = unit;
    this.kept = kept;
  }

  /**
   * Reads an amount; white space around it is left out.
   *
   * @throws IllegalArgumentException if the API server does not take it, in the server's words; or
   *     if its exponent is beyond 100,000, over which a server would not get done
   */
  public static Quantity parse(String text) {
    return of(QuantityText.read(text.strip()));
  }

  /** The amount that a text or a number of a document is, empty if it is none. */
  public static Optional<Quantity> of(Value value) {
    Optional<String> text =
        value instanceof Scalar.DecimalValue decimal
            ? Optional.of(GoNumber.json(decimal.number()))
            : value.asText().or(() -> value.asInteger().map(String::valueOf));
    try {
      return text.map(Quantity::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Quantity of(QuantityText text) {
    BigDecimal exact = text.unit().times(text.number());
    if (text.unit().isBinary() && exact.abs().compareTo(LARGEST_BINARY) > 0) {
      BigDecimal capped = exact.signum() < 0 ? LARGEST_BINARY.negate() : LARGEST_BINARY;
      return new Quantity(capped, text.unit(), null);
    }
    Quantity read = new Quantity(roundedUp(exact, NANO), text.unit(), null);
    boolean isKept =
        exact.signum() != 0 && text.hasIntegerPart() && text.exponent() == read.exponent();
    return isKept ? new Quantity(read.value, read.unit, text.spelling()) : read;
  }

  private static BigDecimal roundedUp(BigDecimal exact, int decimals) {
    return exact.scale() > decimals ? exact.setScale(decimals, RoundingMode.UP) : exact;
  }

  /** The exact number. */
  public BigDecimal value() {
    return value;
  }

  /**
   * Without what is finer than a thousandth, which is rounded away from zero: what the API server
   * keeps in lists of resources, such as limits, requests, capacities and quotas.
   */
  public Quantity roundedToMilli() {
    BigDecimal rounded = roundedUp(value, 3);
    return rounded.compareTo(value) == 0 ? this : new Quantity(rounded, unit, null);
  }

  /**
   * The text under which the API server stores this amount: usually the largest unit that needs no
   * fraction. Spellings that have the right unit already are kept: {@code 007}, {@code 1.500k}.
   */
  public String canonical() {
    if (kept != null) {
      return kept;
    }
    if (value.signum() == 0) {
      return "0";
    }
    int exponent = exponent();
    return mantissa(exponent) + shownUnit().suffix(exponent);
  }

  /** Small and broken amounts of binary units are shown in decimal ones. */
  private QuantityUnit shownUnit() {
    boolean isSmall = value.abs().compareTo(KIBI) < 0;
    return unit.isBinary() && (isSmall || !isInteger()) ? QuantityUnit.decimal() : unit;
  }

  private boolean isInteger() {
    return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
  }

  private BigInteger mantissa(int exponent) {
    return shownUnit().isBinary()
        ? value.toBigIntegerExact().shiftRight(exponent)
        : value.scaleByPowerOfTen(-exponent).toBigIntegerExact();
  }

  /** The largest power of the unit that leaves an integer. */
  private int exponent() {
    if (value.signum() == 0) {
      return 0;
    }
    return shownUnit().isBinary()
        ? Math.min(value.toBigIntegerExact().getLowestSetBit() / 10, 6) * 10
        : Math.floorDiv(-value.stripTrailingZeros().scale(), 3) * 3;
  }

  /** Compares the numbers. */
  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity quantity && value.compareTo(quantity.value) == 0;
  }

  @Override
  public int hashCode() {
    return value.stripTrailingZeros().hashCode();
  }

  /** The same as {@link #canonical}. */
  @Override
  public String toString() {
    return canonical();
  }
}
