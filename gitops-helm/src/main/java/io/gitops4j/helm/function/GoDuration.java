package io.gitops4j.helm.function;

import io.gitops4j.helm.format.Decimals;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code time.Duration}.
 *
 * @param nanos of it
 */
record GoDuration(long nanos) implements GoObject {
  static final GoType TYPE = GoType.named("time.Duration", GoType.INT64);
  private static final Pattern PART =
      Pattern.compile("\\G([0-9]*(?:\\.[0-9]*)?)([^0-9.]*)", Pattern.DOTALL);
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final List<String> SMALL = List.of("ns", "\u00b5s", "ms");

  /** As {@code 1h2m3.5s}. */
  static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    BigDecimal size = BigDecimal.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    for (int thousands = 0; thousands < SMALL.size(); thousands++) {
      BigDecimal number = size.movePointLeft(3 * thousands);
      if (number.compareTo(BigDecimal.valueOf(1000)) < 0) {
        return sign + plain(number) + SMALL.get(thousands);
      }
    }
    BigDecimal seconds = size.movePointLeft(9);
    BigDecimal minute = BigDecimal.valueOf(60);
    long minutes = seconds.divideToIntegralValue(minute).longValue();
    String rest = plain(seconds.remainder(minute)) + "s";
    if (minutes == 0) {
      return sign + rest;
    }
    return sign + (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + rest;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Nanoseconds of a text like {@code -1.5h}. */
  static long parsed(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    BigInteger sum = BigInteger.ZERO;
    Matcher part = PART.matcher(rest);
    int at = 0;
    while (part.find(at) && !part.group().isEmpty()) {
      sum = sum.add(part(text, part));
      at = part.end();
    }
    if (at < rest.length() || at == 0) {
      throw invalid(text);
    }
    BigInteger value = text.startsWith("-") ? sum.negate() : sum;
    if (value.bitLength() >= Long.SIZE) {
      throw invalid(text);
    }
    return value.longValue();
  }

  private static BigInteger part(String text, Matcher part) {
    String number = part.group(1);
    String unit = part.group(2);
    if (number.isEmpty() || number.equals(".")) {
      throw invalid(text);
    }
    if (unit.isEmpty()) {
      throw new FunctionException("time: missing unit in duration " + quoted(text));
    }
    Long size = UNITS.get(unit);
    if (size == null) {
      throw new FunctionException(
          "time: unknown unit %s in duration %s".formatted(quoted(unit), quoted(text)));
    }
    String digits = number.endsWith(".") ? number + "0" : number;
    return new BigDecimal(digits).multiply(BigDecimal.valueOf(size)).toBigInteger();
  }

  private static FunctionException invalid(String text) {
    return new FunctionException("time: invalid duration " + quoted(text));
  }

  private static String quoted(String text) {
    return TimeNames.quoted(text);
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public String text() {
    return text(nanos);
  }

  @Override
  public Object underlying() {
    return GoNumber.int64(nanos);
  }

  @Override
  public Object json() {
    return GoNumber.int64(nanos);
  }

  @Override
  public @Nullable Member member(String name) {
    return switch (name) {
      case "String" -> method(text());
      case "Hours" -> method(nanos / 3.6e12);
      case "Minutes" -> method(nanos / 6e10);
      case "Seconds" -> method(nanos / 1e9);
      case "Milliseconds" -> method(GoNumber.int64(nanos / 1_000_000));
      case "Microseconds" -> method(GoNumber.int64(nanos / 1_000));
      case "Nanoseconds" -> method(GoNumber.int64(nanos));
      case "Abs" -> method(new GoDuration(Math.abs(nanos)));
      default -> null;
    };
  }

  private static Method method(Object result) {
    return new Method(Signature.of(), call -> result);
  }

  @Override
  public String toString() {
    return Decimals.shortest(nanos / 1e9) + "s";
  }
}
