package io.gitops4j.helm.format;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar of YAML without quotes means to Go's YAML libraries, which speak YAML 1.1, or
 * nearly so.
 *
 * @param meaning of it
 * @param number for integers a {@code BigInteger}, for floats a {@code Double}; null for all else
 * @param truth of a boolean
 */
record PlainScalar(Meaning meaning, @Nullable Number number, boolean truth) {
  /** What a scalar may be. */
  enum Meaning {
    NULL,
    BOOLEAN,
    INTEGER,
    FLOAT,
    TIMESTAMP,
    TEXT
  }

  static final PlainScalar TEXT = new PlainScalar(Meaning.TEXT, null, false);
  private static final PlainScalar TIME = new PlainScalar(Meaning.TIMESTAMP, null, false);
  private static final Map<String, PlainScalar> WORDS = words();

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern FLOAT_WITH_POINT =
      Pattern.compile("\\.[0-9](_?[0-9])*([eE][-+]?[0-9](_?[0-9])*)?");
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)");
  private static final Pattern SEXAGESIMAL =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:([Tt ])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})"
              + "(?:[.,][0-9]+)?(Z|[-+]([0-9]{2}):([0-9]{2}))?)?");

  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger SMALLEST = BigInteger.ONE.shiftLeft(63).negate();

  private static Map<String, PlainScalar> words() {
    Map<String, PlainScalar> words = new HashMap<>();
    for (String word : "y Y yes Yes YES true True TRUE on On ON".split(" ", -1)) {
      words.put(word, new PlainScalar(Meaning.BOOLEAN, null, true));
    }
    for (String word : "n N no No NO false False FALSE off Off OFF".split(" ", -1)) {
      words.put(word, new PlainScalar(Meaning.BOOLEAN, null, false));
    }
    for (String word : ",~,null,Null,NULL".split(",", -1)) {
      words.put(word, new PlainScalar(Meaning.NULL, null, false));
    }
    for (String word : ".nan .NaN .NAN".split(" ", -1)) {
      words.put(word, new PlainScalar(Meaning.FLOAT, Double.NaN, false));
    }
    for (String word : ".inf .Inf .INF".split(" ", -1)) {
      words.put(word, new PlainScalar(Meaning.FLOAT, Double.POSITIVE_INFINITY, false));
      words.put("+" + word, new PlainScalar(Meaning.FLOAT, Double.POSITIVE_INFINITY, false));
      words.put("-" + word, new PlainScalar(Meaning.FLOAT, Double.NEGATIVE_INFINITY, false));
    }
    return Map.copyOf(words);
  }

  /** What a text means. */
  static PlainScalar of(String text) {
    PlainScalar word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    if (first == '.') {
      return FLOAT_WITH_POINT.matcher(text).matches() ? decimal(text) : TEXT;
    }
    boolean numeric = first == '-' || first == '+' || (first >= '0' && first <= '9');
    return numeric ? ofNumber(text) : TEXT;
  }

  private static PlainScalar ofNumber(String text) {
    if (isTimestamp(text)) {
      return TIME;
    }
    String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
    BigInteger integer = integer(digits);
    if (integer != null) {
      return new PlainScalar(Meaning.INTEGER, integer, false);
    }
    return FLOAT.matcher(digits).matches() ? decimal(digits) : TEXT;
  }

  private static @Nullable BigInteger integer(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    BigInteger size = size(matcher.group(2));
    boolean signed = !matcher.group(1).isEmpty();
    BigInteger value = matcher.group(1).equals("-") ? size.negate() : size;
    boolean unsignedFits = !signed && value.compareTo(LARGEST) <= 0;
    boolean signedFits = value.compareTo(SMALLEST) >= 0 && value.bitLength() < Long.SIZE;
    return unsignedFits || signedFits ? value : null;
  }

  private static BigInteger size(String text) {
    if (text.length() < 2 || text.charAt(0) != '0') {
      return new BigInteger(text);
    }
    char mark = Character.toLowerCase(text.charAt(1));
    return switch (mark) {
      case 'x' -> new BigInteger(text.substring(2), 16);
      case 'b' -> new BigInteger(text.substring(2), 2);
      case 'o' -> new BigInteger(text.substring(2), 8);
      default -> new BigInteger(text, 8);
    };
  }

  private static PlainScalar decimal(String text) {
    double number = Double.parseDouble(text.replace("_", ""));
    return Double.isInfinite(number) ? TEXT : new PlainScalar(Meaning.FLOAT, number, false);
  }

  private static boolean isTimestamp(String text) {
    if (text.length() < 8 || text.charAt(4) != '-') {
      return false;
    }
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    boolean zoned = matcher.group(8) != null;
    boolean spaced = " ".equals(matcher.group(4));
    if (matcher.group(4) != null && zoned == spaced) {
      return false;
    }
    return isDate(matcher)
        && isBelow(matcher.group(5), 24)
        && isBelow(matcher.group(6), 60)
        && isBelow(matcher.group(7), 60)
        && isBelow(matcher.group(9), 25)
        && isBelow(matcher.group(10), 60);
  }

  private static boolean isBelow(@Nullable String digits, int limit) {
    return digits == null || Integer.parseInt(digits) < limit;
  }

  private static boolean isDate(Matcher matcher) {
    try {
      LocalDate.of(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether a reader takes the text for itself, so that it needs no quotes to stay one. */
  static boolean staysText(String text) {
    return of(text).meaning() == Meaning.TEXT && !isSexagesimal(text);
  }

  private static boolean isSexagesimal(String text) {
    return text.indexOf(':') > 0 && SEXAGESIMAL.matcher(text).matches();
  }
}
