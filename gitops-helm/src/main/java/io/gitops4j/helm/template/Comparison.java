package io.gitops4j.helm.template;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions {@code eq}, {@code lt} and their like. */
final class Comparison {
  private Comparison() {}

  /** Values that may be compared with each other. */
  private enum Sort {
    NONE,
    BOOL,
    SIGNED,
    UNSIGNED,
    FLOAT,
    STRING
  }

  private static Sort sort(@Nullable Object value) {
    GoKind kind = GoValues.kindOf(value);
    if (kind == GoKind.STRING) {
      return Sort.STRING;
    } else if (kind == GoKind.BOOL) {
      return Sort.BOOL;
    } else if (kind.isSigned()) {
      return Sort.SIGNED;
    } else if (kind.isUnsigned()) {
      return Sort.UNSIGNED;
    }
    return kind.isFloat() ? Sort.FLOAT : Sort.NONE;
  }

  /** Whether the first equals one of the others. */
  static boolean isAny(Meter meter, @Nullable Object first, List<@Nullable Object> others) {
    if (others.isEmpty()) {
      throw new FunctionException("missing argument for comparison");
    }
    Object left = GoValues.underlying(first);
    for (Object other : others) {
      if (equal(meter, left, GoValues.underlying(other))) {
        return true;
      }
    }
    return false;
  }

  static boolean equal(Meter meter, @Nullable Object left, @Nullable Object right) {
    Sort sort = sort(left);
    if (sort != sort(right)) {
      return equalIntegers(left, right);
    } else if (sort == Sort.NONE) {
      return equalOthers(meter, left, right);
    } else if (sort == Sort.SIGNED || sort == Sort.UNSIGNED) {
      return integer(left) == integer(right);
    } else if (sort == Sort.FLOAT) {
      return decimal(left) == decimal(right);
    }
    return left != null && left.equals(right);
  }

  private static boolean equalIntegers(@Nullable Object left, @Nullable Object right) {
    boolean integers = isInteger(sort(left)) && isInteger(sort(right));
    if (integers) {
      return integer(left) == integer(right) && integer(left) >= 0;
    } else if (left != null && right != null) {
      throw incompatible(left, right);
    }
    return false;
  }

  private static FunctionException incompatible(@Nullable Object left, @Nullable Object right) {
    return new FunctionException(
        "incompatible types for comparison: %s and %s"
            .formatted(GoValues.typeName(left), GoValues.typeName(right)));
  }

  private static boolean equalOthers(Meter meter, @Nullable Object left, @Nullable Object right) {
    boolean comparable = isComparable(left) && isComparable(right);
    boolean nil = isNil(left) || isNil(right);
    if (nil && sameTypeOrNil(left, right)) {
      return isNil(left) && isNil(right);
    }
    if (!comparable) {
      throw notComparable(meter, left, right);
    }
    return left == right || (left != null && left.equals(right));
  }

  private static FunctionException notComparable(
      Meter meter, @Nullable Object left, @Nullable Object right) {
    List<@Nullable Object> values =
        Arrays.asList(left, GoValues.typeName(left), GoValues.typeName(right), right);
    return new FunctionException(
        sameTypeOrNil(left, right)
            ? Fmt.sprintf(meter, "non-comparable type %s: %v", values.subList(0, 2))
            : Fmt.sprintf(meter, "non-comparable types %s: %v, %s: %v", values));
  }

  private static boolean sameTypeOrNil(@Nullable Object left, @Nullable Object right) {
    return left == null || right == null || GoValues.typeOf(left).equals(GoValues.typeOf(right));
  }

  private static boolean isComparable(@Nullable Object value) {
    GoKind kind = GoValues.kindOf(value);
    return kind != GoKind.MAP && kind != GoKind.SLICE && kind != GoKind.FUNC;
  }

  private static boolean isNil(@Nullable Object value) {
    return value == null
        || (value instanceof GoMap map && map.isNil())
        || (value instanceof GoList list && list.isNil());
  }

  static boolean less(@Nullable Object first, @Nullable Object second) {
    Object left = GoValues.underlying(first);
    Object right = GoValues.underlying(second);
    Sort sort = sort(left);
    boolean mixed = isInteger(sort) && isInteger(sort(right)) && sort != sort(right);
    if (sort == Sort.NONE || sort(right) == Sort.NONE) {
      throw new FunctionException("invalid type for comparison");
    } else if (mixed) {
      return lessMixed(left, right, sort == Sort.SIGNED);
    } else if (sort != sort(right)) {
      throw incompatible(left, right);
    }
    return switch (sort) {
      case SIGNED -> integer(left) < integer(right);
      case UNSIGNED -> Long.compareUnsigned(integer(left), integer(right)) < 0;
      case FLOAT -> decimal(left) < decimal(right);
      case STRING -> GoStrings.compare(String.valueOf(left), String.valueOf(right)) < 0;
      default -> throw new FunctionException("invalid type for comparison");
    };
  }

  private static boolean lessMixed(
      @Nullable Object left, @Nullable Object right, boolean signedFirst) {
    if (signedFirst) {
      return integer(left) < 0 || Long.compareUnsigned(integer(left), integer(right)) < 0;
    }
    return integer(right) >= 0 && Long.compareUnsigned(integer(left), integer(right)) < 0;
  }

  private static boolean isInteger(Sort sort) {
    return sort == Sort.SIGNED || sort == Sort.UNSIGNED;
  }

  private static long integer(@Nullable Object value) {
    return value instanceof GoNumber number
        ? number.integer()
        : value instanceof Long number ? number : 0;
  }

  private static double decimal(@Nullable Object value) {
    return value instanceof GoNumber number
        ? number.decimal()
        : value instanceof Double number ? number : 0;
  }
}
