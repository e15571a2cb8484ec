package io.gitops4j.core.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of versions as npm, Cargo and Helm write it: comparators joined by blanks or commas all
 * hold, groups joined by {@code ||} are alternatives. A pre-release is in a group only if the group
 * mentions a pre-release.
 */
final class VersionRange {
  private static final Pattern COMPARATOR =
      Pattern.compile(
          "(?<op>=|!=|>=|=>|<=|=<|>|<|~>|~|\\^)?\\s*v?(?<major>[0-9]{1,18}|[xX*])"
              + "(\\.(?<minor>[0-9]{1,18}|[xX*]))?(\\.(?<patch>[0-9]{1,18}|[xX*]))?"
              + "(-(?<pre>[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*))?(\\+[0-9A-Za-z.-]+)?");
  private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private final List<Group> alternatives;

  private VersionRange(List<Group> alternatives) {
    this.alternatives = List.copyOf(alternatives);
  }

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException naming the part that is none
   */
  static VersionRange parse(String text) {
    List<Group> alternatives = new ArrayList<>();
    for (String group : text.split("\\|\\|", -1)) {
      alternatives.add(group(group.strip(), text));
    }
    return new VersionRange(alternatives);
  }

  boolean contains(Version version) {
    return alternatives.stream().anyMatch(group -> group.contains(version));
  }

  private static Group group(String text, String whole) {
    List<Comparator> comparators = new ArrayList<>();
    Matcher hyphen = HYPHEN.matcher(text);
    if (hyphen.matches()) {
      comparators.add(one(">=" + hyphen.group(1), whole));
      comparators.add(one("<=" + hyphen.group(2), whole));
      return new Group(comparators);
    }
    Matcher match = COMPARATOR.matcher(text);
    int position = 0;
    while (match.find(position) && match.start() == position) {
      comparators.add(comparator(match));
      Matcher separator = SEPARATOR.matcher(text).region(match.end(), text.length());
      position = separator.lookingAt() ? separator.end() : match.end();
      if (position == match.end() && position < text.length()) {
        throw refused(text.substring(match.start()), whole);
      }
    }
    if (comparators.isEmpty() || position < text.length()) {
      throw refused(text.substring(position), whole);
    }
    return new Group(comparators);
  }

  private static Comparator one(String text, String whole) {
    Matcher match = COMPARATOR.matcher(text);
    if (!match.matches()) {
      throw refused(text.substring(2), whole);
    }
    return comparator(match);
  }

  private static IllegalArgumentException refused(String part, String whole) {
    return new IllegalArgumentException(
        "'%s' is no range of versions%s: write it like '^1.2', '~1.4', '>=1.0 <2', '1.x' or '*', alternatives joined by '||'"
            .formatted(whole, part.equals(whole) ? "" : " (at '" + part + "')"));
  }

  private static Comparator comparator(Matcher match) {
    Partial partial =
        new Partial(
            part(match.group("major")),
            part(match.group("minor")),
            part(match.group("patch")),
            Version.identifiers(match.group("pre")));
    String operator = match.group("op");
    return new Comparator(
        bounds(operator == null ? "=" : operator, partial), !partial.preRelease.isEmpty());
  }

  private static @Nullable Long part(@Nullable String text) {
    return text == null || "xX*".contains(text) ? null : Long.valueOf(text);
  }

  private static Predicate<Version> bounds(String operator, Partial given) {
    Version lower = given.lower();
    if (given.major == null) {
      // Nothing is above or below every version; all else about '*' is true of all.
      boolean none = operator.equals("<") || operator.equals(">") || operator.equals("!=");
      return version -> !none;
    }
    return switch (operator) {
      case "=" -> given.isFull() ? atLeast(lower).and(atMost(lower)) : given.within();
      case "!=" -> given.isFull() ? v -> v.compareTo(lower) != 0 : given.within().negate();
      case ">" -> given.isFull() ? atMost(lower).negate() : atLeast(given.next());
      case ">=", "=>" -> atLeast(lower);
      case "<" -> below(given.isFull() ? lower : lower.lowestPreRelease());
      case "<=", "=<" -> given.isFull() ? atMost(lower) : belowAllOf(given.next());
      case "^" -> atLeast(lower).and(belowAllOf(given.nextIncompatible()));
      default -> atLeast(lower).and(belowAllOf(given.next()));
    };
  }

  private static Predicate<Version> atLeast(Version bound) {
    return version -> version.compareTo(bound) >= 0;
  }

  private static Predicate<Version> atMost(Version bound) {
    return version -> version.compareTo(bound) <= 0;
  }

  private static Predicate<Version> below(Version bound) {
    return atLeast(bound).negate();
  }

  private static Predicate<Version> belowAllOf(Version bound) {
    return below(bound.lowestPreRelease());
  }

  private record Comparator(Predicate<Version> bounds, boolean mentionsPreRelease) {}

  private record Group(List<Comparator> comparators) {
    boolean contains(Version version) {
      boolean admitted =
          !version.isPreRelease() || comparators.stream().anyMatch(Comparator::mentionsPreRelease);
      return admitted && comparators.stream().allMatch(each -> each.bounds.test(version));
    }
  }

  /** A version with parts left open. */
  private record Partial(
      @Nullable Long major, @Nullable Long minor, @Nullable Long patch, List<String> preRelease) {

    boolean isFull() {
      return major != null && minor != null && patch != null;
    }

    Version lower() {
      return new Version(or0(major), or0(minor), minor == null ? 0 : or0(patch), preRelease);
    }

    Predicate<Version> within() {
      return atLeast(lower()).and(belowAllOf(next()));
    }

    /** The first version above all that this leaves open. */
    Version next() {
      return minor == null
          ? Version.of(or0(major) + 1, 0, 0)
          : Version.of(or0(major), minor + 1, 0);
    }

    Version nextIncompatible() {
      if (or0(major) > 0 || minor == null) {
        return Version.of(or0(major) + 1, 0, 0);
      }
      return minor > 0 || patch == null ? Version.of(0, minor + 1, 0) : Version.of(0, 0, patch + 1);
    }

    private static long or0(@Nullable Long number) {
      return number == null ? 0 : number;
    }
  }
}
