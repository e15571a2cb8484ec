package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on times and durations. */
final class DateFunctions {
  private static final String DATE = "2006-01-02";
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;
  private static final String[] UNITS = {"y", "mo", "d", "h", "m", "s"};
  private static final long[] SIZES = {
    365 * 24 * HOUR, 30 * 24 * HOUR, 24 * HOUR, HOUR, 60 * SECOND, SECOND
  };

  /** Zones of the tz database that the JDK has under another name only. */
  private static final Map<String, String> RENAMED =
      Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu");

  private DateFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature textAndTime = Signature.of(STRING, GoTime.TYPE);
    Signature two = Signature.of(STRING, STRING);
    Signature inZone = Signature.of(STRING, ANY, STRING);
    table.add("now", Signature.of(), DateFunctions::now);
    table.add(
        "date", Signature.of(STRING, ANY), call -> text(call, call.string(0), 1, local(call)));
    table.add("dateInZone", inZone, call -> text(call, call.string(0), 1, zone(call, 2)));
    table.add("date_in_zone", inZone, call -> text(call, call.string(0), 1, zone(call, 2)));
    table.add("htmlDate", Signature.of(ANY), call -> text(call, DATE, 0, local(call)));
    table.add(
        "htmlDateInZone", Signature.of(ANY, STRING), call -> text(call, DATE, 0, zone(call, 1)));
    table.add("dateModify", textAndTime, DateFunctions::modifiedLeniently);
    table.add("date_modify", textAndTime, DateFunctions::modifiedLeniently);
    table.add("mustDateModify", textAndTime, DateFunctions::modified);
    table.add("must_date_modify", textAndTime, DateFunctions::modified);
    table.add("ago", Signature.of(ANY), DateFunctions::ago);
    table.add("toDate", two, DateFunctions::parsedLeniently);
    table.add("mustToDate", two, DateFunctions::parsed);
    table.add("unixEpoch", Signature.of(GoTime.TYPE), call -> Long.toString(time(call, 0).unix()));
    table.add("duration", Signature.of(ANY), DateFunctions::duration);
    table.add("durationRound", Signature.of(ANY), DateFunctions::durationRounded);
  }

  private static ZoneId local(Call call) {
    return call.evaluation().clock().getZone();
  }

  private static ZoneId zone(Call call, int index) {
    String name = call.string(index);
    if (name.equals("Local")) {
      return local(call);
    }
    String renamed = RENAMED.get(name);
    if (renamed != null) {
      return ZoneId.of(renamed);
    }
    try {
      boolean isRegion = name.indexOf('/') > 0 || ZoneId.getAvailableZoneIds().contains(name);
      return isRegion ? ZoneId.of(name) : ZoneOffset.UTC;
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static GoTime now(Call call) {
    call.evaluation().unstable("now");
    return new GoTime(call.evaluation().clock().instant().atZone(local(call)));
  }

  /** The time that an argument is; for what is none, the current one. */
  private static GoTime time(Call call, int index) {
    Object value = call.get(index);
    if (value instanceof GoTime time) {
      return time;
    }
    Long seconds = seconds(value);
    return seconds == null
        ? now(call)
        : new GoTime(Instant.ofEpochSecond(seconds).atZone(local(call)));
  }

  private static @Nullable Long seconds(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    return value instanceof GoNumber number && number.kind().isSigned() ? number.integer() : null;
  }

  private static String text(Call call, String layout, int index, ZoneId zone) {
    call.meter().allocate(4L * layout.length());
    return new TimeFormat(time(call, index).in(zone)).text(layout);
  }

  private static GoTime modified(Call call) {
    return time(call, 1).plus(GoDuration.parsed(call.string(0)));
  }

  private static GoTime modifiedLeniently(Call call) {
    try {
      return modified(call);
    } catch (FunctionException e) {
      return time(call, 1);
    }
  }

  private static String ago(Call call) {
    Object value = call.get(0);
    boolean given = value instanceof GoTime || seconds(value) != null;
    if (!given) {
      return GoDuration.text(0);
    }
    long nanos = since(call, time(call, 0));
    long half = nanos < 0 ? -SECOND / 2 : SECOND / 2;
    return GoDuration.text((nanos + half) / SECOND * SECOND);
  }

  private static long since(Call call, GoTime time) {
    call.evaluation().unstable("now");
    return nanos(Duration.between(time.value().toInstant(), call.evaluation().clock().instant()));
  }

  private static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static GoTime parsed(Call call) {
    call.meter().steps(call.string(0).length() + (long) call.string(1).length());
    return new TimeParser(call.string(0), call.string(1), local(call)).parsed();
  }

  private static GoTime parsedLeniently(Call call) {
    try {
      return parsed(call);
    } catch (FunctionException e) {
      return GoTime.ZERO;
    }
  }

  private static String duration(Call call) {
    Object value = call.get(0);
    long seconds = 0;
    if (value instanceof String text) {
      seconds = Conversions.ranged(text, 10);
    } else if (value instanceof GoNumber number && GoNumber.int64(0).kind() == number.kind()) {
      seconds = number.integer();
    }
    return GoDuration.text(seconds * SECOND);
  }

  private static String durationRounded(Call call) {
    long nanos = 0;
    Object value = call.get(0);
    if (value instanceof String text) {
      nanos = lenient(text);
    } else if (value instanceof GoNumber number && GoNumber.int64(0).kind() == number.kind()) {
      nanos = number.integer();
    } else if (value instanceof GoTime time) {
      nanos = since(call, time);
    }
    long size = Math.abs(nanos);
    for (int i = 0; i < UNITS.length; i++) {
      if (size > SIZES[i]) {
        return size / SIZES[i] + UNITS[i];
      }
    }
    return "0s";
  }

  private static long lenient(String text) {
    try {
      return GoDuration.parsed(text);
    } catch (FunctionException e) {
      return 0;
    }
  }
}
