package io.gitops4j.core.source;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A semantic version; build metadata does not count. */
record Version(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile(
          "v?(?<major>[0-9]{1,18})(\\.(?<minor>[0-9]{1,18}))?(\\.(?<patch>[0-9]{1,18}))?"
              + "(-(?<pre>[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*))?(\\+[0-9A-Za-z.-]+)?");

  Version {
    preRelease = List.copyOf(preRelease);
  }

  static Version of(long major, long minor, long patch) {
    return new Version(major, minor, patch, List.of());
  }

  /** Reads the name of a tag, with or without {@code v}; missing parts are zero. */
  static Optional<Version> parse(String text) {
    Matcher match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(
            new Version(
                number(match.group("major")),
                number(match.group("minor")),
                number(match.group("patch")),
                identifiers(match.group("pre"))))
        : Optional.empty();
  }

  static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  static List<String> identifiers(@Nullable String preRelease) {
    return preRelease == null ? List.of() : List.of(preRelease.split("\\.", -1));
  }

  boolean isPreRelease() {
    return !preRelease.isEmpty();
  }

  /** The lowest of all pre-releases of this version: what an upper bound must leave out. */
  Version lowestPreRelease() {
    return new Version(major, minor, patch, List.of("0"));
  }

  @Override
  public int compareTo(Version other) {
    int numbers = Long.compare(major, other.major);
    numbers = numbers != 0 ? numbers : Long.compare(minor, other.minor);
    numbers = numbers != 0 ? numbers : Long.compare(patch, other.patch);
    return numbers != 0 ? numbers : comparePreRelease(preRelease, other.preRelease);
  }

  private static int comparePreRelease(List<String> left, List<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compareIdentifier(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareIdentifier(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    if (leftIsNumber != isNumber(right)) {
      return leftIsNumber ? -1 : 1;
    }
    return leftIsNumber
        ? new BigInteger(left).compareTo(new BigInteger(right))
        : left.compareTo(right);
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
