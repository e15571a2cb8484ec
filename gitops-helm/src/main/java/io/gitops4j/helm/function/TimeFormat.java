package io.gitops4j.helm.function;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;

/** Writes a time in a layout of Go. */
final class TimeFormat {
  private static final String ASIAN = " CST EET EEST HKT IDT IST JST KST PKT PST WIB WIT WITA ";
  private static final String ABBREVIATIONS =
      ASIAN
          + "ACDT ACST ADT AEDT AEST AKDT AKST AST AWST BST CAT CDT CEST CET ChST EAT EDT EST GMT HDT"
          + " HST MDT MSK MST NDT NST NZDT NZST PDT SAST SST UTC WAT WEST WET ";

  private final ZonedDateTime time;
  private final GoTime source;

  TimeFormat(GoTime time) {
    this.time = time.value();
    this.source = time;
  }

  String text(String layout) {
    StringBuilder text = new StringBuilder();
    for (TimeLayout.Part part : TimeLayout.parts(layout)) {
      text.append(part.isElement() ? element(part.text()) : part.text());
    }
    return text.toString();
  }

  private String element(String element) {
    char first = element.charAt(0);
    if (first == '-' || first == 'Z') {
      return offset(element);
    }
    if (first == '.' || first == ',') {
      return fraction(element);
    }
    return Character.isLetter(first) ? word(element) : number(element);
  }

  private String word(String element) {
    String month = TimeNames.MONTHS.get(time.getMonthValue() - 1);
    String day = TimeNames.WEEKDAYS.get(time.getDayOfWeek().getValue() % 7);
    return switch (element) {
      case "January" -> month;
      case "Jan" -> month.substring(0, TimeNames.SHORT);
      case "Monday" -> day;
      case "Mon" -> day.substring(0, TimeNames.SHORT);
      case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
      case "pm" -> time.getHour() >= 12 ? "pm" : "am";
      default -> abbreviation();
    };
  }

  private String number(String element) {
    int half = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (element) {
      case "2006" -> "%04d".formatted(time.getYear());
      case "06" -> "%02d".formatted(Math.floorMod(time.getYear(), 100));
      case "01" -> "%02d".formatted(time.getMonthValue());
      case "1" -> "" + time.getMonthValue();
      case "02" -> "%02d".formatted(time.getDayOfMonth());
      case "_2" -> "%2d".formatted(time.getDayOfMonth());
      case "2" -> "" + time.getDayOfMonth();
      case "002" -> "%03d".formatted(time.getDayOfYear());
      case "__2" -> "%3d".formatted(time.getDayOfYear());
      case "15" -> "%02d".formatted(time.getHour());
      case "03" -> "%02d".formatted(half);
      case "3" -> "" + half;
      case "04" -> "%02d".formatted(time.getMinute());
      case "4" -> "" + time.getMinute();
      case "05" -> "%02d".formatted(time.getSecond());
      default -> "" + time.getSecond();
    };
  }

  private String fraction(String element) {
    int digits = Math.min(9, element.length() - 1);
    String nanos = "%09d".formatted(time.getNano()).substring(0, digits);
    if (element.charAt(1) == '0') {
      return element.charAt(0) + nanos + "0".repeat(element.length() - 1 - digits);
    }
    int end = nanos.length();
    while (end > 0 && nanos.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? "" : element.charAt(0) + nanos.substring(0, end);
  }

  private String offset(String element) {
    int seconds = time.getOffset().getTotalSeconds();
    if (element.charAt(0) == 'Z' && seconds == 0) {
      return "Z";
    }
    String separator = element.indexOf(':') > 0 ? ":" : "";
    int size = Math.abs(seconds);
    String text = (seconds < 0 ? "-" : "+") + "%02d".formatted(size / 3600);
    int digits = element.replace(":", "").length() - 1;
    if (digits > 2) {
      text += separator + "%02d".formatted(size / 60 % 60);
    }
    return digits > 4 ? text + separator + "%02d".formatted(size % 60) : text;
  }

  /** The zone's abbreviation; the offset in hours, and minutes if needed, if it has none. */
  private String abbreviation() {
    if (source.zone() != null) {
      return source.zone();
    }
    ZoneId zone = time.getZone();
    if (!(zone instanceof ZoneOffset)) {
      return named(zone);
    }
    int seconds = time.getOffset().getTotalSeconds();
    if (seconds == 0) {
      return "UTC";
    }
    return offset("-0700");
  }

  /**
   * The JDK has abbreviations for all zones; the tz database has them for some, else the offset.
   */
  private String named(ZoneId zone) {
    boolean summer = zone.getRules().isDaylightSavings(time.toInstant());
    String name = TimeZone.getTimeZone(zone).getDisplayName(summer, TimeZone.SHORT, Locale.ROOT);
    String known = zone.getId().startsWith("Asia/") ? ASIAN : ABBREVIATIONS;
    if (known.contains(" " + name + " ")) {
      return name;
    }
    return offset(time.getOffset().getTotalSeconds() / 60 % 60 == 0 ? "-07" : "-0700");
  }
}
