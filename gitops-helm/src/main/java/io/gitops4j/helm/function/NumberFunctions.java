package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.FLOAT64;
import static io.gitops4j.helm.template.GoType.INT;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.Signature;
import java.math.BigInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.regex.Pattern;

/** Functions on integers, and those that convert to numbers or round. */
final class NumberFunctions {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

  private NumberFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    addConversions(table);
    Signature one = Signature.of(ANY);
    Signature two = Signature.of(ANY, ANY);
    Signature many = Signature.variadic(ANY, ANY);
    table.add("add", Signature.variadic(ANY), call -> folded(call, 0, 0, Long::sum));
    table.add("add1", one, call -> GoNumber.int64(Conversions.integer(call.get(0)) + 1));
    table.add("sub", two, call -> folded(call, first(call), 1, (a, b) -> a - b));
    table.add("mul", many, call -> folded(call, first(call), 1, (a, b) -> a * b));
    table.add("div", two, call -> folded(call, first(call), 1, NumberFunctions::quotient));
    table.add("mod", two, call -> folded(call, first(call), 1, NumberFunctions::remainder));
    table.add("max", many, call -> folded(call, first(call), 1, Math::max));
    table.add("biggest", many, call -> folded(call, first(call), 1, Math::max));
    table.add("min", many, call -> folded(call, first(call), 1, Math::min));
    addRounding(table, "floor", Math::floor);
    addRounding(table, "ceil", Math::ceil);
    table.add("round", Signature.variadic(ANY, INT, FLOAT64), NumberFunctions::rounded);
  }

  private static void addConversions(FunctionTable.Builder table) {
    Signature one = Signature.of(ANY);
    table.add("int", one, call -> Conversions.integer(call.get(0)));
    table.add("int64", one, call -> GoNumber.int64(Conversions.integer(call.get(0))));
    table.add("float64", one, call -> Conversions.decimal(call.get(0)));
    table.add("atoi", Signature.of(STRING), call -> parsed(call.string(0)));
    table.add(
        "toDecimal",
        one,
        call -> GoNumber.int64(Conversions.ranged(Conversions.text(call.meter(), call.get(0)), 8)));
  }

  private static void addRounding(
      FunctionTable.Builder table, String name, DoubleUnaryOperator rounding) {
    table.add(
        name, Signature.of(ANY), call -> rounding.applyAsDouble(Conversions.decimal(call.get(0))));
  }

  /** What does not fit becomes the nearest number that does. */
  private static long parsed(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return 0;
    }
    BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static long first(Call call) {
    return Conversions.integer(call.get(0));
  }

  private static GoNumber folded(Call call, long start, int from, LongBinaryOperator operator) {
    long result = start;
    for (int i = from; i < call.size(); i++) {
      result = operator.applyAsLong(result, Conversions.integer(call.get(i)));
    }
    return GoNumber.int64(result);
  }

  private static long quotient(long dividend, long divisor) {
    return dividend / checked(divisor);
  }

  private static long remainder(long dividend, long divisor) {
    return dividend % checked(divisor);
  }

  private static long checked(long divisor) {
    if (divisor == 0) {
      throw new FunctionException("runtime error: integer divide by zero");
    }
    return divisor;
  }

  /** Up from the third argument on, which is a half unless given; the fraction keeps its sign. */
  private static double rounded(Call call) {
    double up = call.size() > 2 ? call.decimal(2) : 0.5;
    double scale = Math.pow(10, (double) call.integer(1));
    double digits = scale * Conversions.decimal(call.get(0));
    double whole = digits < 0 ? Math.ceil(digits) : Math.floor(digits);
    boolean goesUp = digits - whole >= up;
    return (goesUp ? Math.ceil(digits) : Math.floor(digits)) / scale;
  }
}
