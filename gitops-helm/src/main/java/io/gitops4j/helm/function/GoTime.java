package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.INT;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code time.Time}.
 *
 * @param value the time in its zone
 * @param zone the abbreviation of the zone, if the text said it from which this was read
 */
record GoTime(ZonedDateTime value, @Nullable String zone) implements GoObject {
  static final GoType TYPE = GoType.struct("time.Time");
  static final GoTime ZERO = new GoTime(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

  GoTime(ZonedDateTime value) {
    this(value, null);
  }

  long unix() {
    return value.toEpochSecond();
  }

  GoTime in(ZoneId other) {
    return new GoTime(value.withZoneSameInstant(other));
  }

  GoTime plus(long nanos) {
    return new GoTime(value.plusNanos(nanos), zone);
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public String text() {
    return new TimeFormat(this).text("2006-01-02 15:04:05.999999999 -0700 MST");
  }

  /** As RFC 3339 has it. */
  @Override
  public Object json() {
    return new TimeFormat(this).text("2006-01-02T15:04:05.999999999Z07:00");
  }

  @Override
  public @Nullable Member member(String name) {
    Object part = part(name);
    if (part != null) {
      return new Method(Signature.of(), call -> part);
    }
    return switch (name) {
      case "Format" ->
          new Method(Signature.of(STRING), call -> new TimeFormat(this).text(call.string(0)));
      case "AddDate" -> new Method(Signature.of(INT, INT, INT), this::plusDate);
      case "Add" -> new Method(Signature.of(GoDuration.TYPE), call -> plus(nanos(call)));
      case "Sub" -> onTime(other -> new GoDuration(nanosSince(other)));
      case "Before" -> onTime(other -> instant().isBefore(other.instant()));
      case "After" -> onTime(other -> instant().isAfter(other.instant()));
      case "Equal" -> onTime(other -> instant().equals(other.instant()));
      case "Compare" -> onTime(other -> (long) instant().compareTo(other.instant()));
      case "Local" -> new Method(Signature.of(), call -> in(call.evaluation().clock().getZone()));
      default -> null;
    };
  }

  private @Nullable Object part(String name) {
    Instant instant = instant();
    return switch (name) {
      case "Year" -> (long) value.getYear();
      case "Month" -> TimeNames.month(value.getMonthValue());
      case "Day" -> (long) value.getDayOfMonth();
      case "Hour" -> (long) value.getHour();
      case "Minute" -> (long) value.getMinute();
      case "Second" -> (long) value.getSecond();
      case "Nanosecond" -> (long) value.getNano();
      case "YearDay" -> (long) value.getDayOfYear();
      case "Weekday" -> TimeNames.weekday(value.getDayOfWeek().getValue() % 7);
      case "Unix" -> GoNumber.int64(instant.getEpochSecond());
      case "UnixNano" ->
          GoNumber.int64(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
      case "UnixMicro" ->
          GoNumber.int64(instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000);
      case "UnixMilli" ->
          GoNumber.int64(instant.getEpochSecond() * 1_000L + instant.getNano() / 1_000_000);
      case "IsZero" -> instant.equals(ZERO.instant());
      case "UTC" -> in(ZoneOffset.UTC);
      case "Location" -> value.getZone().equals(ZoneOffset.UTC) ? "Local" : value.getZone().getId();
      case "String" -> text();
      default -> null;
    };
  }

  private Instant instant() {
    return value.toInstant();
  }

  private long nanosSince(GoTime other) {
    return Duration.between(other.instant(), instant()).toNanos();
  }

  private static long nanos(Call call) {
    return call.get(0) instanceof GoDuration duration ? duration.nanos() : call.integer(0);
  }

  /** Go adds the parts and lets days beyond the end of a month run into the next one. */
  private GoTime plusDate(Call call) {
    ZonedDateTime first = value.withDayOfMonth(1);
    ZonedDateTime moved = first.plusYears(call.integer(0)).plusMonths(call.integer(1));
    return new GoTime(moved.plusDays(value.getDayOfMonth() - 1 + call.integer(2)), zone);
  }

  private interface OnTime {
    Object of(GoTime other);
  }

  private static Method onTime(OnTime function) {
    return new Method(
        Signature.of(TYPE),
        call -> call.get(0) instanceof GoTime other ? function.of(other) : null);
  }

  @Override
  public Map<String, @Nullable Object> fields() {
    return Map.of();
  }
}
