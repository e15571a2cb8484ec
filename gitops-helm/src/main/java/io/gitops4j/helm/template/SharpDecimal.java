package io.gitops4j.helm.template;

/** The flag {@code #} for floating point: always a point, and zeros at the end stay. */
final class SharpDecimal {
  private SharpDecimal() {}

  static String of(String number, char verb, int precision, double value) {
    int exponentAt = exponentAt(number, verb);
    String mantissa = number.substring(0, exponentAt);
    String exponent = number.substring(exponentAt);
    if (verb == 'g' || verb == 'G' || verb == 'x' || verb == 'X') {
      mantissa = filled(mantissa, precision < 0 ? 6 : precision, value);
    } else if (mantissa.indexOf('.') < 0) {
      mantissa += ".";
    }
    return mantissa + exponent;
  }

  private static int exponentAt(String number, char verb) {
    String marks = verb == 'x' || verb == 'X' ? "pP" : "eE";
    for (int i = 0; i < number.length(); i++) {
      if (marks.indexOf(number.charAt(i)) >= 0) {
        return i;
      }
    }
    return number.length();
  }

  private static String filled(String mantissa, int digits, double value) {
    boolean hexadecimal = mantissa.startsWith("0x") || mantissa.startsWith("0X");
    int significant = 0;
    boolean started = false;
    for (int i = hexadecimal ? 2 : 0; i < mantissa.length(); i++) {
      char c = mantissa.charAt(i);
      started |= c != '0' && c != '.';
      significant += started && c != '.' ? 1 : 0;
    }
    if (value == 0) {
      significant = 1;
    }
    String pointed = mantissa.indexOf('.') < 0 ? mantissa + "." : mantissa;
    return pointed + "0".repeat(Math.max(0, digits - significant));
  }
}
