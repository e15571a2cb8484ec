package io.gitops4j.core.merge;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration in Go's notation, which is that of Kubernetes: {@code 1h30m}, {@code 1.5s}.
 *
 * @param nanos what is finer is cut off
 */
record GoDuration(long nanos) {
  private static final Pattern WHOLE = Pattern.compile("[-+]?([0-9.]+(ns|us|µs|μs|ms|s|m|h))+");
  private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final long SECOND = 1_000_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", SECOND,
          "m", 60 * SECOND,
          "h", 3600 * SECOND);

  /** Empty if it is none, or one beyond what Go holds. */
  static Optional<GoDuration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(new GoDuration(0));
    }
    if (text.length() > 64 || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      long nanos = 0;
      Matcher part = PART.matcher(text);
      while (part.find()) {
        BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(part.group(2), 1L));
        nanos =
            Math.addExact(
                nanos,
                new BigDecimal(part.group(1)).multiply(unit).toBigInteger().longValueExact());
      }
      return Optional.of(new GoDuration(text.startsWith("-") ? -nanos : nanos));
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** As Go writes it: {@code 1h0m0s}, {@code 1m30s}, {@code 500ms}, {@code 0s}. */
  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    long size = Math.abs(nanos);
    if (size < SECOND) {
      return sign
          + (size < 1_000
              ? size + "ns"
              : size < 1_000_000 ? of(size, 3) + "µs" : of(size, 6) + "ms");
    }
    long minutes = size / SECOND / 60;
    String seconds = of(size - minutes * 60 * SECOND, 9) + "s";
    if (minutes == 0) {
      return sign + seconds;
    }
    return sign + (minutes < 60 ? "" : minutes / 60 + "h") + minutes % 60 + "m" + seconds;
  }

  private static String of(long size, int decimals) {
    BigDecimal number = BigDecimal.valueOf(size, decimals);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
