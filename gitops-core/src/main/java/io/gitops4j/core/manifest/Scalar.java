package io.gitops4j.core.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value without parts.
 *
 * @since 0.1.0
 */
public sealed interface Scalar extends Value {

  /** JSON's null. */
  Scalar NULL = new NullValue();

  /** A text. */
  static Scalar of(String text) {
    return new TextValue(text);
  }

  /** An integral number. */
  static Scalar of(long number) {
    return new IntegerValue(number);
  }

  /** A boolean. */
  static Scalar of(boolean value) {
    return new BooleanValue(value);
  }

  /**
   * A number in its canonical form: integral if it can be.
   *
   * @throws IllegalArgumentException for infinities and NaN, which JSON can't hold
   */
  static Scalar of(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException("a number must be finite, was " + number);
    }
    boolean integral = number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63;
    return integral ? new IntegerValue((long) number) : new DecimalValue(number);
  }

  /** See {@link Value#of}. */
  static Scalar ofPlain(@Nullable Object plain) {
    if (plain == null) {
      return NULL;
    }
    if (plain instanceof String text) {
      return of(text);
    }
    if (plain instanceof Boolean value) {
      return of(value.booleanValue());
    }
    if (plain instanceof Number number) {
      return ofNumber(number);
    }
    throw new IllegalArgumentException("no JSON value: " + plain.getClass().getName());
  }

  private static Scalar ofNumber(Number number) {
    if (number instanceof BigInteger big && big.bitLength() > 63) {
      return of(big.doubleValue());
    }
    boolean fractional =
        number instanceof Double || number instanceof Float || number instanceof BigDecimal;
    return fractional ? of(number.doubleValue()) : of(number.longValue());
  }

  /**
   * A text.
   *
   * @param text any text, also empty
   * @since 0.1.0
   */
  record TextValue(String text) implements Scalar {
    @Override
    public Optional<String> asText() {
      return Optional.of(text);
    }

    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }

    @Override
    public Object toPlain() {
      return text;
    }
  }

  /**
   * An integral number in the range of {@code long}.
   *
   * @param number the number
   * @since 0.1.0
   */
  record IntegerValue(long number) implements Scalar {
    @Override
    public Optional<Long> asInteger() {
      return Optional.of(number);
    }

    @Override
    public ValueType type() {
      return ValueType.INTEGER;
    }

    @Override
    public Object toPlain() {
      return number;
    }
  }

  /**
   * A number with a fraction or beyond the range of {@code long}.
   *
   * @param number finite, and not integral in the range of {@code long}
   * @since 0.1.0
   */
  record DecimalValue(double number) implements Scalar {
    /** Refuses what JSON can't hold and what has an integral form. */
    public DecimalValue {
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw new IllegalArgumentException("a number must be finite, was " + number);
      }
      if (number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63) {
        throw new IllegalArgumentException("an integral number is an IntegerValue, was " + number);
      }
    }

    @Override
    public ValueType type() {
      return ValueType.DECIMAL;
    }

    @Override
    public Object toPlain() {
      return number;
    }
  }

  /**
   * True or false.
   *
   * @param value the boolean
   * @since 0.1.0
   */
  record BooleanValue(boolean value) implements Scalar {
    @Override
    public Optional<Boolean> asBoolean() {
      return Optional.of(value);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public Object toPlain() {
      return value;
    }
  }

  /**
   * JSON's null.
   *
   * @since 0.1.0
   */
  record NullValue() implements Scalar {
    @Override
    public ValueType type() {
      return ValueType.NULL;
    }

    @Override
    public @Nullable Object toPlain() {
      return null;
    }
  }
}
