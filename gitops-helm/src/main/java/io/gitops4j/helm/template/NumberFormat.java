package io.gitops4j.helm.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as the verbs of {@code fmt} print them; null where the verb is not for them. */
final class NumberFormat {
  private NumberFormat() {}

  static @Nullable String integer(long value, boolean unsigned, char verb, Flags flags) {
    return switch (verb) {
      case 'v' ->
          flags.sharpV && unsigned
              ? hexOfGo(value, flags)
              : inBase(value, unsigned, 10, 'd', flags);
      case 'd' -> inBase(value, unsigned, 10, verb, flags);
      case 'b' -> inBase(value, unsigned, 2, verb, flags);
      case 'o', 'O' -> inBase(value, unsigned, 8, verb, flags);
      case 'x', 'X' -> inBase(value, unsigned, 16, verb, flags);
      case 'c' -> flags.pad(Character.toString(rune(value)));
      case 'q' -> flags.pad(Quoting.quote(Character.toString(rune(value)), '\'', flags.plus));
      case 'U' -> unicode(value, flags);
      default -> null;
    };
  }

  private static String hexOfGo(long value, Flags flags) {
    boolean before = flags.sharp;
    flags.sharp = true;
    String text = inBase(value, true, 16, 'x', flags);
    flags.sharp = before;
    return text;
  }

  private static int rune(long value) {
    boolean fits = value >= 0 && value <= Character.MAX_CODE_POINT;
    boolean surrogate = value >= 0xD800 && value < 0xE000;
    return fits && !surrogate ? (int) value : 0xFFFD;
  }

  private static String unicode(long value, Flags flags) {
    String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
    int wanted = Math.max(4, flags.precision);
    String text = "U+" + "0".repeat(Math.max(0, wanted - digits.length())) + digits;
    boolean shown = flags.sharp && value >= 0 && value <= Character.MAX_CODE_POINT;
    if (shown && Quoting.isPrint((int) value)) {
      text += " '" + Character.toString((int) value) + "'";
    }
    return flags.pad(text, false);
  }

  private static String inBase(long value, boolean unsigned, int base, char verb, Flags flags) {
    boolean negative = !unsigned && value < 0;
    String digits =
        negative && value != Long.MIN_VALUE
            ? Long.toString(-value, base)
            : Long.toUnsignedString(value, base);
    if (flags.precision == 0 && value == 0) {
      return " ".repeat(Math.max(0, flags.width));
    }
    boolean signed = negative || flags.plus || flags.space;
    int wanted = flags.precision;
    if (wanted < 0 && flags.zero && !flags.minus && flags.width >= 0) {
      wanted = flags.width - (signed ? 1 : 0);
    }
    String number = "0".repeat(Math.max(0, wanted - digits.length())) + digits;
    String prefixed = prefix(number, verb, flags) + number;
    String text = verb == 'X' ? prefixed.toUpperCase(Locale.ROOT) : prefixed;
    String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    return flags.pad(sign + text, false);
  }

  private static String prefix(String digits, char verb, Flags flags) {
    if (verb == 'O') {
      return "0o";
    } else if (!flags.sharp) {
      return "";
    }
    return switch (verb) {
      case 'b' -> "0b";
      case 'o' -> digits.startsWith("0") ? "" : "0";
      case 'x', 'X' -> "0x";
      default -> "";
    };
  }

  static @Nullable String decimal(double value, boolean single, char verb, Flags flags) {
    return switch (verb) {
      case 'v' -> decimal(value, single, 'g', -1, flags);
      case 'b', 'g', 'G', 'x', 'X' -> decimal(value, single, verb, -1, flags);
      case 'e', 'E', 'f' -> decimal(value, single, verb, 6, flags);
      case 'F' -> decimal(value, single, 'f', 6, flags);
      default -> null;
    };
  }

  private static String decimal(
      double value, boolean single, char verb, int defaultPrecision, Flags flags) {
    int precision = flags.precision >= 0 ? flags.precision : defaultPrecision;
    String text = Floats.format(value, verb, precision, single);
    boolean negative = text.startsWith("-");
    String number = negative || text.startsWith("+") ? text.substring(1) : text;
    boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
    if (flags.sharp && finite && verb != 'b') {
      number = SharpDecimal.of(number, verb, precision, value);
    }
    String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    if (!finite) {
      boolean infinite = Double.isInfinite(value);
      String shownSign = sign.isEmpty() && infinite ? "+" : sign;
      return flags.pad(shownSign + number, false);
    }
    boolean zeros = flags.zero && !flags.minus && !sign.isEmpty();
    if (zeros && flags.width > sign.length() + number.length()) {
      return sign + "0".repeat(flags.width - sign.length() - number.length()) + number;
    }
    return flags.pad(sign + number);
  }
}
