package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether two spellings of a scalar mean the same. */
final class Meaning {
  /** Names of maps from resources to amounts: the server keeps thousandths there. */
  private static final Set<String> RESOURCES =
      Set.of("limits", "requests", "capacity", "hard", "overhead", "allocatedResources");

  /** Those that everybody means amounts by, also where no schema says so. */
  private static final Set<String> AMOUNTS = Set.of("limits", "requests");

  private Meaning() {}

  /**
   * Where a scalar stands, as far as it says something.
   *
   * @param parent the field that holds it, empty at the root
   */
  record Place(String parent, String field) {
    static final Place ROOT = new Place("", "");

    Place below(String name) {
      return new Place(field, name);
    }
  }

  /** Whether a text or number that is stated means what an object has. */
  static boolean isSame(Scalar live, Scalar stated, ScalarKind kind, Place place) {
    return switch (kind) {
      case QUANTITY -> isSameAmount(live, stated, place);
      case INT_OR_STRING ->
          isSameInteger(live, stated)
              || (AMOUNTS.contains(place.parent()) && isSameAmount(live, stated, place));
      case TIME -> isSame(live, stated, Meaning::seconds);
      case MICRO_TIME -> isSame(live, stated, Meaning::micros);
      case DURATION -> isSame(live, stated, GoDuration::parse);
      case BYTES -> isSame(live, stated, Meaning::bytes);
      case ANY -> looksSame(live, stated, place);
      case TEXT, INTEGER, NUMBER, BOOLEAN -> false;
    };
  }

  private static boolean isSameAmount(Scalar live, Scalar stated, Place place) {
    Optional<Quantity> one = Quantity.of(live);
    Optional<Quantity> other = Quantity.of(stated);
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    return one.equals(other)
        || (RESOURCES.contains(place.parent())
            && one.get().roundedToMilli().equals(other.get().roundedToMilli()));
  }

  private static boolean isSameInteger(Scalar one, Scalar other) {
    return isSpelledOut(one, other) || isSpelledOut(other, one);
  }

  private static boolean isSpelledOut(Scalar number, Scalar text) {
    return number
        .asInteger()
        .map(String::valueOf)
        .filter(text(text).orElse("")::equals)
        .isPresent();
  }

  private static boolean looksSame(Scalar live, Scalar stated, Place place) {
    if (AMOUNTS.contains(place.parent())) {
      return isSameAmount(live, stated, place);
    }
    // Only what a program would write: a person's other spelling may be meant.
    Optional<String> canonical =
        text(stated)
            .flatMap(
                text ->
                    instant(text)
                        .map(Instant::toString)
                        .or(() -> GoDuration.parse(text).map(GoDuration::toString)));
    return canonical.isPresent() && canonical.equals(text(live));
  }

  private static <T> boolean isSame(
      Scalar live, Scalar stated, Function<String, Optional<T>> reader) {
    Optional<T> one = text(live).flatMap(reader);
    return one.isPresent() && one.equals(text(stated).flatMap(reader));
  }

  private static Optional<String> text(Value value) {
    return value.asText();
  }

  private static Optional<Instant> seconds(String text) {
    return instant(text).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Optional<Instant> micros(String text) {
    return instant(text).map(time -> time.truncatedTo(ChronoUnit.MICROS));
  }

  /** A date alone is no point in time. */
  private static Optional<Instant> instant(String text) {
    if (text.length() < "2026-01-01T00:00:00Z".length() || text.charAt(4) != '-') {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Line breaks do not count, as in Go. */
  private static Optional<String> bytes(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
      return Optional.of(Base64.getEncoder().encodeToString(bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
