package io.gitops4j.helm.template;

/**
 * A number that is neither int nor float64, which are {@code Long} and {@code Double}.
 *
 * @param kind of number
 * @param value a {@code Long} for integers, its bits taken as unsigned for unsigned kinds; a {@code
 *     Double} for float32
 * @since 0.1.0
 */
public record GoNumber(GoKind kind, Number value) {
  /** Refuses what the plain types of Java stand for. */
  public GoNumber {
    boolean fits = kind.isFloat() ? value instanceof Double : value instanceof Long;
    if (kind == GoKind.INT || kind == GoKind.FLOAT64 || !fits) {
      throw new IllegalArgumentException("no number of kind " + kind + ": " + value);
    }
  }

  /** An int64. */
  public static GoNumber int64(long value) {
    return new GoNumber(GoKind.INT64, value);
  }

  /** A uint8, as a byte of a string is. */
  public static GoNumber uint8(int value) {
    return new GoNumber(GoKind.UINT8, (long) (value & 0xff));
  }

  /** A uint64, from its bits. */
  public static GoNumber uint64(long bits) {
    return new GoNumber(GoKind.UINT64, bits);
  }

  /** The Go type. */
  public GoType type() {
    return GoType.basic(kind);
  }

  /** The value as an integer; a fraction is cut off. */
  public long integer() {
    return value.longValue();
  }

  /** The value as floating point. */
  public double decimal() {
    long bits = value.longValue();
    boolean huge = kind.isUnsigned() && bits < 0;
    return huge ? ((bits >>> 1) | (bits & 1)) * 2.0 : value.doubleValue();
  }

  @Override
  public String toString() {
    return kind.isUnsigned() ? Long.toUnsignedString(value.longValue()) : value.toString();
  }
}
