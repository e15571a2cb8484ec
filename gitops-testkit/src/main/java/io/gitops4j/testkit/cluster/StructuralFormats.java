package io.gitops4j.testkit.cluster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Formats of texts that API servers check; others say nothing. */
final class StructuralFormats {
  private static final Map<String, Pattern> FORMS =
      Map.of(
          "duration",
          Pattern.compile("[+-]?(\\d+(\\.\\d*)? ?(ns|us|µs|ms|s|m|h|d|w|[a-z]+) ?)+|0"),
          "ipv4",
          Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}"),
          "uuid",
          Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"),
          "email",
          Pattern.compile("[^@\\s]+@[^@\\s]+"));

  private static final Set<String> KNOWN =
      Set.of(
          "bsonobjectid",
          "byte",
          "cidr",
          "creditcard",
          "date",
          "date-time",
          "duration",
          "email",
          "hexcolor",
          "hostname",
          "ipv4",
          "ipv6",
          "isbn",
          "isbn10",
          "isbn13",
          "mac",
          "password",
          "rgbcolor",
          "ssn",
          "uri",
          "uuid",
          "uuid3",
          "uuid4",
          "uuid5");

  private StructuralFormats() {}

  /** Whether values must be of that format, rather than of a type. */
  static boolean areKnown(String format) {
    return KNOWN.contains(format);
  }

  static boolean fits(String format, String text) {
    Pattern form = FORMS.get(format);
    if (form != null) {
      return form.matcher(text).matches();
    }
    return switch (format) {
      case "date-time" -> isTime(text);
      case "date" -> isDate(text);
      case "byte" -> isBase64(text);
      default -> true;
    };
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return !text.isEmpty() && text.length() % 4 == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
