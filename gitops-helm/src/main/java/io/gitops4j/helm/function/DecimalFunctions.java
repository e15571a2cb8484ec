package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;

import io.gitops4j.helm.format.Decimals;
import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.Signature;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;

/** Functions that reckon with decimal fractions and give float64. */
final class DecimalFunctions {
  private static final int DIGITS_OF_A_QUOTIENT = 16;

  private DecimalFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature many = Signature.variadic(ANY, ANY);
    table.add(
        "addf", Signature.variadic(ANY), call -> folded(call, BigDecimal.ZERO, 0, BigDecimal::add));
    table.add("add1f", Signature.of(ANY), call -> folded(call, BigDecimal.ONE, 0, BigDecimal::add));
    table.add("subf", many, call -> folded(call, number(call, 0), 1, BigDecimal::subtract));
    table.add("mulf", many, call -> folded(call, number(call, 0), 1, BigDecimal::multiply));
    table.add("divf", many, call -> folded(call, number(call, 0), 1, DecimalFunctions::quotient));
    table.add("maxf", many, call -> extreme(call, Math::max));
    table.add("minf", many, call -> extreme(call, Math::min));
  }

  private static BigDecimal number(Call call, int index) {
    double number = Conversions.decimal(call.get(index));
    if (!Double.isFinite(number)) {
      throw new FunctionException("Cannot create a Decimal from " + Decimals.shortest(number));
    }
    return new BigDecimal(Decimals.shortest(number));
  }

  private static double folded(
      Call call, BigDecimal start, int from, BinaryOperator<BigDecimal> operator) {
    BigDecimal result = start;
    for (int i = from; i < call.size(); i++) {
      result = operator.apply(result, number(call, i));
      call.meter().allocate(result.unscaledValue().bitLength() / 8 + 32);
    }
    return result.doubleValue();
  }

  private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new FunctionException("decimal division by 0");
    }
    return dividend.divide(divisor, DIGITS_OF_A_QUOTIENT, RoundingMode.HALF_UP);
  }

  private static double extreme(Call call, DoubleBinaryOperator operator) {
    double result = Conversions.decimal(call.get(0));
    for (int i = 1; i < call.size(); i++) {
      result = operator.applyAsDouble(result, Conversions.decimal(call.get(i)));
    }
    return result;
  }
}
