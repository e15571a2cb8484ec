package io.gitops4j.helm.template;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Go's package {@code fmt}. What is printed is charged to a meter, for a small value may print
 * large.
 *
 * @since 0.1.0
 */
public final class Fmt {
  /** For what is printed where no meter is at hand: error messages and keys. */
  private static final Meter.Limits SMALL =
      new Meter.Limits(10_000_000, 16 << 20, 16 << 20, 1000, Duration.ofMinutes(1));

  private Fmt() {}

  /** The value as {@code %v} prints it; refused if that is large. */
  public static String value(@Nullable Object value) {
    return value(new Meter(SMALL, () -> 0), value);
  }

  /** {@code fmt.Sprintf}; refused if the result is large. */
  public static String sprintf(String format, List<? extends @Nullable Object> operands) {
    return sprintf(new Meter(SMALL, () -> 0), format, operands);
  }

  /** The value as {@code %v} prints it. */
  public static String value(Meter meter, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    } else if (value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    Printer printer = new Printer(meter);
    printer.print(value, 'v');
    return printer.text();
  }

  /** {@code fmt.Sprint}: a space between two operands of which none is a string. */
  public static String sprint(Meter meter, List<? extends @Nullable Object> operands) {
    Printer printer = new Printer(meter);
    boolean afterString = true;
    for (Object operand : operands) {
      boolean string = GoValues.kindOf(operand) == GoKind.STRING;
      if (!string && !afterString) {
        printer.write(" ");
      }
      printer.print(operand, 'v');
      afterString = string;
    }
    return printer.text();
  }

  /** {@code fmt.Sprintln}: a space between operands, and a line feed. */
  public static String sprintln(Meter meter, List<? extends @Nullable Object> operands) {
    Printer printer = new Printer(meter);
    String space = "";
    for (Object operand : operands) {
      printer.write(space);
      printer.print(operand, 'v');
      space = " ";
    }
    printer.write("\n");
    return printer.text();
  }

  /** {@code fmt.Sprintf}. */
  public static String sprintf(
      Meter meter, String format, List<? extends @Nullable Object> operands) {
    return new Directives(new Printer(meter), format, operands).text();
  }

  /** {@code strconv.FormatFloat} of a float64; precision -1 asks for as many digits as needed. */
  public static String decimal(double value, char verb, int precision) {
    return Floats.format(value, verb, precision);
  }

  /** {@code strconv.Quote}. */
  public static String quote(String text) {
    return Quoting.quote(text);
  }

  /** {@code strconv.Unquote}; null if this is no quoted string. */
  public static @Nullable String unquote(String literal) {
    return Quoting.unquote(literal);
  }
}
