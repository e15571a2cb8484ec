package io.gitops4j.helm.function;

import io.gitops4j.helm.template.FunctionException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a time in a layout of Go. */
final class TimeParser {
  private static final Pattern ZONE = Pattern.compile("[A-Z]{3,4}T?|[-+][0-9]{2}");
  private static final Pattern FRACTION = Pattern.compile("[.,][0-9]+");

  private final String layout;
  private final String text;
  private final ZoneId local;
  private String rest;
  private int year;
  private int month;
  private int day;
  private int dayOfYear;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean morning;
  private boolean afternoon;
  private @Nullable Integer offset;
  private @Nullable String zone;

  TimeParser(String layout, String text, ZoneId local) {
    this.layout = layout;
    this.text = text;
    this.local = local;
    this.rest = text;
  }

  GoTime parsed() {
    List<TimeLayout.Part> parts = TimeLayout.parts(layout);
    for (int i = 0; i < parts.size(); i++) {
      TimeLayout.Part part = parts.get(i);
      if (part.isElement()) {
        element(part.text(), i + 1 < parts.size() && parts.get(i + 1).isFraction());
      } else {
        skip(part.text());
      }
    }
    if (!rest.isEmpty()) {
      throw failed(": extra text: " + quoted(rest));
    }
    return time();
  }

  /** Text must be the same, but for the number of spaces. */
  private void skip(String prefix) {
    String wanted = prefix;
    while (!wanted.isEmpty()) {
      if (wanted.charAt(0) == ' ') {
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
          throw unreadable(rest, prefix);
        }
        wanted = withoutSpaces(wanted);
        rest = withoutSpaces(rest);
      } else {
        if (rest.isEmpty() || rest.charAt(0) != wanted.charAt(0)) {
          throw unreadable(rest, prefix);
        }
        wanted = wanted.substring(1);
        rest = rest.substring(1);
      }
    }
  }

  private static String withoutSpaces(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return text.substring(at);
  }

  private void element(String element, boolean fractionFollows) {
    switch (element) {
      case "06" -> {
        int value = number(element, 2, 2);
        year = value + (value >= 69 ? 1900 : 2000);
      }
      case "2006" -> year = number(element, 4, 4);
      case "January" -> month = 1 + word(element, TimeNames.MONTHS, false);
      case "Jan" -> month = 1 + word(element, TimeNames.MONTHS, true);
      case "01", "1" -> month = ranged(number(element, element.length(), 2), 1, 12, "month");
      case "Monday" -> word(element, TimeNames.WEEKDAYS, false);
      case "Mon" -> word(element, TimeNames.WEEKDAYS, true);
      case "02", "2", "_2" -> day = spacedNumber(element, 2);
      case "002", "__2" -> dayOfYear = spacedNumber(element, 3);
      case "15" -> hour = ranged(number(element, 1, 2), 0, 23, "hour");
      case "03", "3" -> hour = ranged(number(element, element.length(), 2), 0, 12, "hour");
      case "04", "4" -> minute = ranged(number(element, element.length(), 2), 0, 59, "minute");
      case "05", "5" -> second(element, fractionFollows);
      case "PM", "pm" -> halfOfDay(element);
      case "MST" -> zone(element);
      default -> offsetOrFraction(element);
    }
  }

  private int spacedNumber(String element, int most) {
    String wanted = rest;
    for (int i = 0; i < most - 1 && element.startsWith("_") && rest.startsWith(" "); i++) {
      rest = rest.substring(1);
    }
    boolean padded = element.startsWith("0");
    if (!padded && most == 3) {
      rest = wanted.stripLeading();
    }
    return number(element, padded ? most : 1, most);
  }

  private int number(String element, int least, int most) {
    int digits = 0;
    while (digits < most && digits < rest.length() && isDigit(rest.charAt(digits))) {
      digits++;
    }
    if (digits < least) {
      throw unreadable(rest, element);
    }
    int value = Integer.parseInt(rest.substring(0, digits));
    rest = rest.substring(digits);
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int ranged(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw failed(": " + what + " out of range");
    }
    return value;
  }

  private int word(String element, List<String> words, boolean abbreviated) {
    for (int i = 0; i < words.size(); i++) {
      String word = abbreviated ? words.get(i).substring(0, TimeNames.SHORT) : words.get(i);
      if (rest.regionMatches(true, 0, word, 0, word.length())) {
        rest = rest.substring(word.length());
        return i;
      }
    }
    throw unreadable(rest, element);
  }

  private void second(String element, boolean fractionFollows) {
    second = ranged(number(element, element.length(), 2), 0, 59, "second");
    Matcher fraction = FRACTION.matcher(rest);
    if (!fractionFollows && fraction.lookingAt()) {
      nano = nanos(fraction.group().substring(1));
      rest = rest.substring(fraction.end());
    }
  }

  private static int nanos(String digits) {
    return Integer.parseInt((digits + "000000000").substring(0, 9));
  }

  private void halfOfDay(String element) {
    String half = rest.length() < 2 ? rest : rest.substring(0, 2);
    boolean upper = element.equals("PM");
    if (half.equals(upper ? "PM" : "pm")) {
      afternoon = true;
    } else if (half.equals(upper ? "AM" : "am")) {
      morning = true;
    } else {
      throw unreadable(rest, element);
    }
    rest = rest.substring(2);
  }

  private void zone(String element) {
    Matcher name = ZONE.matcher(rest);
    if (rest.startsWith("UTC")) {
      offset = 0;
      rest = rest.substring(3);
    } else if (name.lookingAt()) {
      zone = name.group();
      rest = rest.substring(name.end());
    } else {
      throw unreadable(rest, element);
    }
  }

  private void offsetOrFraction(String element) {
    char first = element.charAt(0);
    if (first == 'Z' && rest.startsWith("Z")) {
      offset = 0;
      rest = rest.substring(1);
    } else if (first == 'Z' || first == '-') {
      offset(element);
    } else {
      fraction(element);
    }
  }

  private void fraction(String element) {
    Matcher fraction = FRACTION.matcher(rest);
    boolean found = fraction.lookingAt();
    if (element.charAt(1) == '0') {
      if (!found || fraction.end() < element.length()) {
        throw unreadable(rest, element);
      }
      nano = nanos(rest.substring(1, element.length()));
      rest = rest.substring(element.length());
    } else if (found) {
      nano = nanos(fraction.group().substring(1));
      rest = rest.substring(fraction.end());
    }
  }

  private void offset(String element) {
    int digits = element.replace(":", "").length() - 1;
    String separator = element.indexOf(':') > 0 ? ":" : "";
    String pattern = "([-+])([0-9]{2})" + (separator + "([0-9]{2})").repeat(digits / 2 - 1);
    Matcher matcher = Pattern.compile(pattern).matcher(rest);
    if (!matcher.lookingAt()) {
      throw unreadable(rest, element);
    }
    int hours = ranged(part(matcher, 2), 0, 24, "time zone offset hour");
    int minutes = ranged(part(matcher, 3), 0, 59, "time zone offset minute");
    int seconds = ranged(part(matcher, 4), 0, 59, "time zone offset second");
    int size = (hours * 60 + minutes) * 60 + seconds;
    offset = matcher.group(1).equals("-") ? -size : size;
    rest = rest.substring(matcher.end());
  }

  private static int part(Matcher matcher, int group) {
    return group <= matcher.groupCount() ? Integer.parseInt(matcher.group(group)) : 0;
  }

  private GoTime time() {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    LocalDateTime time = LocalDateTime.of(date(), LocalTime.of(hour, minute, second, nano));
    if (offset != null) {
      ZoneOffset fixed = ZoneOffset.ofTotalSeconds(Math.max(-64800, Math.min(64800, offset)));
      ZonedDateTime value = time.atZone(fixed);
      boolean isLocal = local.getRules().getOffset(value.toInstant()).equals(fixed);
      return isLocal && zone == null
          ? new GoTime(value.withZoneSameInstant(local))
          : new GoTime(value, zone);
    }
    return zone == null
        ? new GoTime(time.atZone(local))
        : new GoTime(time.atZone(ZoneOffset.UTC), zone);
  }

  private LocalDate date() {
    boolean dated = month > 0 || day > 0 || layoutHas("2") || layoutHas("02") || layoutHas("_2");
    if (dayOfYear > 0 && !dated) {
      if (dayOfYear > Year.of(year).length()) {
        throw failed(": day-of-year out of range");
      }
      return LocalDate.ofYearDay(year, dayOfYear);
    }
    int inMonth = month == 0 ? 1 : month;
    boolean given = layoutHas("2") || layoutHas("02") || layoutHas("_2");
    int inDay = given ? day : 1;
    ranged(inDay, 1, YearMonth.of(year, inMonth).lengthOfMonth(), "day");
    return LocalDate.of(year, inMonth, inDay);
  }

  private boolean layoutHas(String element) {
    return TimeLayout.parts(layout).contains(new TimeLayout.Part(true, element));
  }

  private FunctionException unreadable(String value, String element) {
    return failed(
        " as %s: cannot parse %s as %s".formatted(quoted(layout), quoted(value), quoted(element)));
  }

  private FunctionException failed(String reason) {
    return new FunctionException("parsing time " + quoted(text) + reason);
  }

  private static String quoted(String text) {
    return TimeNames.quoted(text);
  }
}
