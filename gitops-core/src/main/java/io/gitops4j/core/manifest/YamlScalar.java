package io.gitops4j.core.manifest;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means in kubectl's YAML: version 1.1 with numbers as Go has them.
 * Sexagesimals and timestamps are text.
 *
 * @param meaning what it is
 * @param text as it stands in the document
 * @param number of an integer a {@link Long}, or a {@link BigInteger} beyond it; of a decimal a
 *     {@link Double}, maybe infinite or no number; of a boolean 1 or 0; else 0
 */
record YamlScalar(Meaning meaning, String text, Number number) {
  enum Meaning {
    NULL("null"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    DECIMAL("a decimal number"),
    TEXT("a text");

    private final String words;

    Meaning(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final BigInteger LARGEST =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern LOOSE_UNDERSCORE = Pattern.compile("(?:^|[^0-9])_|_(?:$|[^0-9])");
  private static final Map<String, YamlScalar> WORDS = new HashMap<>();

  static {
    words(Meaning.NULL, 0L, "", "~", "null", "Null", "NULL");
    words(
        Meaning.BOOLEAN,
        1L,
        "true",
        "True",
        "TRUE",
        "yes",
        "Yes",
        "YES",
        "on",
        "On",
        "ON",
        "y",
        "Y");
    words(
        Meaning.BOOLEAN,
        0L,
        "false",
        "False",
        "FALSE",
        "no",
        "No",
        "NO",
        "off",
        "Off",
        "OFF",
        "n",
        "N");
    words(
        Meaning.DECIMAL,
        Double.POSITIVE_INFINITY,
        ".inf",
        ".Inf",
        ".INF",
        "+.inf",
        "+.Inf",
        "+.INF");
    words(Meaning.DECIMAL, Double.NEGATIVE_INFINITY, "-.inf", "-.Inf", "-.INF");
    words(Meaning.DECIMAL, Double.NaN, ".nan", ".NaN", ".NAN");
  }

  private static void words(Meaning meaning, Number number, String... spellings) {
    for (String spelling : spellings) {
      WORDS.put(spelling, new YamlScalar(meaning, spelling, number));
    }
  }

  /** What the text means where neither quotes nor a tag say it. */
  static YamlScalar ofPlain(String text) {
    YamlScalar word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    String digits = text.replace("_", "");
    if (first == '.') {
      // Only here Go wants underscores to stand between digits.
      return LOOSE_UNDERSCORE.matcher(text).find() ? ofText(text) : decimal(text, digits);
    }
    boolean numeric = first == '+' || first == '-' || (first >= '0' && first <= '9');
    return numeric ? number(text, digits) : ofText(text);
  }

  /** A text. */
  static YamlScalar ofText(String text) {
    return new YamlScalar(Meaning.TEXT, text, 0L);
  }

  private static YamlScalar number(String text, String digits) {
    BigInteger integer = integer(digits);
    if (integer == null) {
      return decimal(text, digits);
    }
    Number number = integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    return new YamlScalar(Meaning.INTEGER, text, number);
  }

  private static YamlScalar decimal(String text, String digits) {
    double number = DECIMAL.matcher(digits).matches() ? Double.parseDouble(digits) : Double.NaN;
    // Beyond the range of a double it is text, not infinity.
    return Double.isFinite(number) ? new YamlScalar(Meaning.DECIMAL, text, number) : ofText(text);
  }

  private static @Nullable BigInteger integer(String digits) {
    if (digits.startsWith("0b-") || digits.startsWith("0b+")) {
      return signed(digits.charAt(2), parse(digits.substring(3), 2));
    }
    if (digits.startsWith("-") || digits.startsWith("+")) {
      return signed(digits.charAt(0), unsigned(digits.substring(1)));
    }
    BigInteger number = unsigned(digits);
    return number != null && number.compareTo(LARGEST) <= 0 ? number : null;
  }

  private static @Nullable BigInteger signed(char sign, @Nullable BigInteger size) {
    if (size == null) {
      return null;
    }
    BigInteger number = sign == '-' ? size.negate() : size;
    return number.bitLength() < Long.SIZE ? number : null;
  }

  private static @Nullable BigInteger unsigned(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return parse(digits, 10);
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> parse(digits.substring(2), 16);
      case 'b', 'B' -> parse(digits.substring(2), 2);
      case 'o', 'O' -> parse(digits.substring(2), 8);
      default -> parse(digits.substring(1), 8);
    };
  }

  /**
   * Null if there is another character, no digit, or more than 64 significant ones: a long text
   * must not cost a long computation.
   */
  private static @Nullable BigInteger parse(String digits, int radix) {
    int significant = 0;
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (digit > 'f' || Character.digit(digit, radix) < 0) {
        return null;
      }
      significant += significant > 0 || digit != '0' ? 1 : 0;
    }
    if (digits.isEmpty() || significant > Long.SIZE) {
      return null;
    }
    return significant == 0
        ? BigInteger.ZERO
        : new BigInteger(digits.substring(digits.length() - significant), radix);
  }
}
