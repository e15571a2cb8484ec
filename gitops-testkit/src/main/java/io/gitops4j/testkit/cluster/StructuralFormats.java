package io.gitops4j.testkit.cluster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** Formats of texts that API servers check; others say nothing. */
final class StructuralFormats {
  private static final Map<String, Pattern> FORMS =
      Map.of(
          "duration",
          Pattern.compile("[+-]?(\\d+(\\.\\d*)? ?(ns|us|µs|ms|s|m|h|d|w|[a-z]+) ?)+|0"),
          "ipv4",
          Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}"),
          "uuid",
          Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"),
          "email",
          Pattern.compile("[^@\\s]+@[^@\\s]+"));

  private StructuralFormats() {}

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
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
