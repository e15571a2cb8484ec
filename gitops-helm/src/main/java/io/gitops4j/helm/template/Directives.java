package io.gitops4j.helm.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A format of {@code fmt}, worked off from left to right. */
final class Directives {
  private static final long LARGEST = 1_000_000;

  private final Printer printer;
  private final String format;
  private final List<? extends @Nullable Object> operands;
  private int at;
  private int operand;
  private boolean reordered;
  private boolean afterIndex;
  private boolean goodIndex;

  Directives(Printer printer, String format, List<? extends @Nullable Object> operands) {
    this.printer = printer;
    this.format = format;
    this.operands = operands;
  }

  String text() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      int end = percent < 0 ? format.length() : percent;
      printer.write(format.substring(at, end));
      at = end + 1;
      if (percent >= 0) {
        directive();
      }
    }
    if (!reordered && operand < operands.size()) {
      extra();
    }
    return printer.text();
  }

  private void extra() {
    printer.flags = new Flags();
    printer.write("%!(EXTRA ");
    String separator = "";
    for (Object value : operands.subList(operand, operands.size())) {
      printer.write(separator);
      printer.write(value == null ? "" : GoValues.typeName(value) + "=");
      printer.print(value, 'v');
      separator = ", ";
    }
    printer.write(")");
  }

  private void directive() {
    Flags flags = new Flags();
    printer.flags = flags;
    goodIndex = true;
    afterIndex = false;
    readFlags(flags);
    index();
    width(flags);
    precision(flags);
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      printer.write("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    verb(verb, flags);
  }

  private void readFlags(Flags flags) {
    while (at < format.length()) {
      switch (format.charAt(at)) {
        case '#' -> flags.sharp = true;
        case '0' -> flags.zero = true;
        case '+' -> flags.plus = true;
        case '-' -> flags.minus = true;
        case ' ' -> flags.space = true;
        default -> {
          return;
        }
      }
      at++;
    }
  }

  private void width(Flags flags) {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Long width = integerOperand();
      if (width == null) {
        printer.write("%!(BADWIDTH)");
      } else {
        flags.width = (int) Math.abs(width);
        flags.minus |= width < 0;
        flags.zero &= width >= 0;
      }
      afterIndex = false;
      return;
    }
    int width = number();
    flags.width = width;
    if (afterIndex && width >= 0) {
      goodIndex = false;
    }
  }

  private void precision(Flags flags) {
    if (at >= format.length() || format.charAt(at) != '.') {
      return;
    }
    at++;
    if (afterIndex) {
      goodIndex = false;
    }
    index();
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Long precision = integerOperand();
      flags.precision = precision == null || precision < 0 ? -1 : precision.intValue();
      if (precision == null || precision < 0) {
        printer.write("%!(BADPREC)");
      }
      afterIndex = false;
    } else {
      flags.precision = Math.max(0, number());
    }
  }

  private @Nullable Long integerOperand() {
    if (operand >= operands.size()) {
      return null;
    }
    Object value = operands.get(operand++);
    Long number = value instanceof Long n ? n : null;
    if (value instanceof GoNumber n && !n.kind().isFloat()) {
      number = n.integer();
    }
    return number == null || Math.abs(number) > LARGEST ? null : number;
  }

  /** Digits; -1 if there are none, or too many. */
  private int number() {
    int start = at;
    long number = 0;
    while (at < format.length() && Cursor.isDigit(format.charAt(at))) {
      if (number > LARGEST) {
        at = format.length();
        return -1;
      }
      number = number * 10 + format.charAt(at++) - '0';
    }
    return at == start ? -1 : (int) number;
  }

  /** The number of an operand in brackets. */
  private void index() {
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    if (close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    String text = format.substring(at + 1, close);
    at = close + 1;
    int number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    if (number >= 1 && number <= operands.size()) {
      operand = number - 1;
      afterIndex = true;
    } else {
      goodIndex = false;
      afterIndex = !text.isEmpty() && text.matches("[0-9]+");
    }
  }

  private void verb(int verb, Flags flags) {
    String shown = Character.toString(verb);
    if (verb == '%') {
      printer.write("%");
    } else if (!goodIndex) {
      printer.write("%!" + shown + "(BADINDEX)");
    } else if (operand >= operands.size()) {
      printer.write("%!" + shown + "(MISSING)");
    } else {
      if (verb == 'v') {
        flags.forValues();
      }
      // A verb of two chars is none, so any other that is none prints the same.
      printer.print(operands.get(operand++), verb > 0xffff ? '\uFFFD' : (char) verb);
    }
  }
}
