package io.gitops4j.helm.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of any value of a template.
 *
 * @since 0.1.0
 */
public final class GoValues {
  private GoValues() {}

  /** The type of a value that is not nil. */
  public static GoType typeOf(Object value) {
    if (value instanceof String) {
      return GoType.STRING;
    } else if (value instanceof Long) {
      return GoType.INT;
    } else if (value instanceof Boolean) {
      return GoType.BOOL;
    } else if (value instanceof Double) {
      return GoType.FLOAT64;
    } else if (value instanceof GoMap map) {
      return map.type();
    } else if (value instanceof GoList list) {
      return list.type();
    }
    return rareType(value);
  }

  private static GoType rareType(Object value) {
    if (value instanceof GoNumber number) {
      return number.type();
    } else if (value instanceof GoObject object) {
      return object.type();
    } else if (value instanceof GoBytes) {
      return GoType.BYTES;
    }
    throw new IllegalArgumentException("no value of a template: " + value.getClass());
  }

  /** The type as {@code %T} prints it. */
  public static String typeName(@Nullable Object value) {
    return value == null ? "<nil>" : typeOf(value).toString();
  }

  /** The kind; nil is {@code INVALID}. */
  public static GoKind kindOf(@Nullable Object value) {
    return value == null ? GoKind.INVALID : typeOf(value).kind();
  }

  /** Whether {@code if} takes it as true: anything but the zero value and what is empty. */
  public static boolean isTrue(@Nullable Object value) {
    if (value == null) {
      return false;
    } else if (value instanceof Boolean bool) {
      return bool;
    } else if (value instanceof String text) {
      return !text.isEmpty();
    } else if (value instanceof Long number) {
      return number != 0;
    } else if (value instanceof Double number) {
      return number != 0;
    } else if (value instanceof GoMap map) {
      return !map.isEmpty();
    } else if (value instanceof GoList list) {
      return !list.isEmpty();
    } else if (value instanceof GoNumber number) {
      return number.value().doubleValue() != 0;
    } else if (value instanceof GoBytes bytes) {
      return bytes.size() > 0;
    }
    Object under = underlying(value);
    return under == value || isTrue(under);
  }

  /** The value itself, or what is under it if it is of a named type that is no struct. */
  public static @Nullable Object underlying(@Nullable Object value) {
    return value instanceof GoObject object ? object.underlying() : value;
  }

  /**
   * The value of a template for plain Java data: maps, lists, strings, booleans, numbers and null.
   * Integers become ints, or float64 if they do not fit.
   */
  public static @Nullable Object of(@Nullable Object java) {
    if (java instanceof GoMap || java instanceof GoList) {
      return java;
    } else if (java instanceof Map<?, ?> map) {
      GoMap copy = new GoMap();
      map.forEach((key, value) -> copy.put(String.valueOf(key), of(value)));
      return copy;
    } else if (java instanceof List<?> list) {
      return GoList.of(list.stream().map(GoValues::of).toArray());
    } else if (java instanceof Number number) {
      return number(number);
    }
    return java;
  }

  private static Object number(Number number) {
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    } else if (number instanceof Float || number instanceof BigDecimal) {
      return number.doubleValue();
    } else if (number instanceof BigInteger big) {
      return big.bitLength() < Long.SIZE ? (Object) big.longValue() : (Object) big.doubleValue();
    }
    return number;
  }
}
