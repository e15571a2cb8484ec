package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times in the five fields of cron, as the API server checks them. */
final class CronSchedule {
  private static final Pattern DESCRIPTOR =
      Pattern.compile(
          "@(yearly|annually|monthly|weekly|daily|midnight|hourly|every [0-9hmsµun.]+)");
  private static final int[] SMALLEST = {0, 0, 1, 1, 0};
  private static final int[] LARGEST = {59, 23, 31, 12, 6};
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private CronSchedule() {}

  static void check(Problems problems, String schedule) {
    if (schedule.isEmpty()) {
      problems.required("spec.schedule");
    } else {
      fault(schedule)
          .ifPresent(fault -> problems.invalid("spec.schedule", Scalar.of(schedule), fault));
    }
  }

  private static Optional<String> fault(String schedule) {
    String times = schedule.replaceFirst("^(TZ|CRON_TZ)=\\S+ +", "");
    if (times.startsWith("@")) {
      return DESCRIPTOR.matcher(times).matches()
          ? Optional.empty()
          : Optional.of("Unrecognized descriptor: " + times);
    }
    List<String> fields = List.of(times.strip().split("\\s+", -1));
    if (fields.size() != 5) {
      return Optional.of("Expected exactly 5 fields, found %d: %s".formatted(fields.size(), times));
    }
    for (int i = 0; i < 5; i++) {
      for (String part : fields.get(i).split(",", -1)) {
        Optional<String> fault = faultOf(part, i);
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> faultOf(String part, int field) {
    String range = part.split("/", 2)[0];
    if (range.equals("*") || range.equals("?")) {
      return Optional.empty();
    }
    String[] ends = range.split("-", -1);
    if (ends.length > 2) {
      return Optional.of("Too many hyphens: " + part);
    }
    Optional<Integer> start = number(ends[0], field);
    Optional<Integer> end = number(ends[ends.length - 1], field);
    if (start.isEmpty() || end.isEmpty()) {
      String wrong = start.isEmpty() ? ends[0] : ends[1];
      return Optional.of(
          "Failed to parse int from %s: strconv.Atoi: parsing \"%s\": invalid syntax"
              .formatted(wrong, wrong));
    }
    return faultOf(part, field, start.get(), end.get());
  }

  private static Optional<String> faultOf(String part, int field, int start, int end) {
    if (start < SMALLEST[field]) {
      return Optional.of(
          "Beginning of range (%d) below minimum (%d): %s".formatted(start, SMALLEST[field], part));
    }
    if (end > LARGEST[field]) {
      return Optional.of(
          "End of range (%d) above maximum (%d): %s".formatted(end, LARGEST[field], part));
    }
    return start > end
        ? Optional.of(
            "Beginning of range (%d) beyond end of range (%d): %s".formatted(start, end, part))
        : Optional.empty();
  }

  private static Optional<Integer> number(String text, int field) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (field == 3 && MONTHS.contains(lower)) {
      return Optional.of(MONTHS.indexOf(lower) + 1);
    }
    if (field == 4 && DAYS.contains(lower)) {
      return Optional.of(DAYS.indexOf(lower));
    }
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }
}
