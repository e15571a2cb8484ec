package io.gitops4j.helm.function;

import io.gitops4j.helm.template.FunctionException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which versions are accepted, as in {@code >=1.2, <2 || ^3.1}. A version with a prerelease is
 * accepted only where the bound has one as well.
 *
 * @since 0.1.0
 */
public final class VersionConstraint {
  private static final String NUMBER = "[0-9|xX*]+";
  private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
  private static final String PARTIAL =
      "v?(%1$s)(?:\\.(%1$s))?(?:\\.(%1$s))?(?:-(%2$s))?(?:\\+(?:%2$s))?"
          .formatted(NUMBER, IDENTIFIERS);
  private static final String OPERATOR = "(=|==|!=|>|<|>=|=>|<=|=<|~>|~|\\^|)";
  private static final Pattern SINGLE = Pattern.compile(OPERATOR + "\\s*" + PARTIAL);
  private static final String UNGROUPED =
      (OPERATOR + "\\s*" + PARTIAL).replaceAll("\\((?!\\?)", "(?:");
  private static final Pattern ALL =
      Pattern.compile(
          "\\s*%1$s\\s*(?:(?:,\\s*|\\s+|,\\s+)%1$s\\s*)*".formatted("(?:" + UNGROUPED + ")"));
  private static final Pattern RANGE =
      Pattern.compile(
          "\\s*(%1$s)\\s+-\\s+(%1$s)\\s*".formatted(PARTIAL.replaceAll("\\((?!\\?)", "(?:")));

  /** Each group is met if all of its bounds are; one group suffices. */
  private final List<List<Bound>> groups;

  private VersionConstraint(List<List<Bound>> groups) {
    this.groups = groups;
  }

  /**
   * Reads a constraint.
   *
   * @throws FunctionException with Go's text if it is none
   */
  public static VersionConstraint of(String text) {
    String ranges = RANGE.matcher(text).replaceAll(">=$1,<=$2 ");
    List<List<Bound>> groups = new ArrayList<>();
    for (String group : ranges.split("\\|\\|", -1)) {
      groups.add(bounds(group));
    }
    return new VersionConstraint(groups);
  }

  private static List<Bound> bounds(String group) {
    if (!ALL.matcher(group).matches()) {
      throw new FunctionException("improper constraint: " + group);
    }
    List<Bound> bounds = new ArrayList<>();
    Matcher matcher = SINGLE.matcher(group);
    while (matcher.find()) {
      bounds.add(Bound.of(matcher));
    }
    return bounds;
  }

  /** Whether a version is accepted. */
  public boolean accepts(Version version) {
    return groups.stream()
        .anyMatch(group -> group.stream().allMatch(bound -> bound.accepts(version)));
  }

  /**
   * One bound.
   *
   * @param operator before it
   * @param version with 0 in place of what is left open
   * @param given how many of the three numbers are given: what follows may be anything
   */
  private record Bound(String operator, Version version, int given) {
    static Bound of(Matcher matcher) {
      String[] numbers = new String[3];
      int given = 0;
      boolean open = false;
      for (int i = 0; i < numbers.length; i++) {
        String number = matcher.group(i + 2);
        open |= number == null || isWild(number);
        given += open ? 0 : 1;
        numbers[i] = open ? "0" : number;
      }
      String prerelease = matcher.group(5) == null ? "" : "-" + matcher.group(5);
      return new Bound(matcher.group(1), version(String.join(".", numbers) + prerelease), given);
    }

    private static Version version(String text) {
      try {
        return Version.of(text);
      } catch (FunctionException e) {
        throw new FunctionException("constraint parser error", e);
      }
    }

    private static boolean isWild(@Nullable String number) {
      return number != null && "xX*".contains(number);
    }

    boolean accepts(Version other) {
      boolean prerelease = !other.prerelease().isEmpty() && version.prerelease().isEmpty();
      return switch (operator) {
        case "!=" -> !prerelease && differs(other);
        case ">" -> !prerelease && isAbove(other);
        case "<" -> !prerelease && other.compareTo(version) < 0;
        case ">=", "=>" -> !prerelease && other.compareTo(version) >= 0;
        case "<=", "=<" -> !prerelease && isAtMost(other);
        case "~", "~>" -> !prerelease && isNear(other);
        case "^" -> !prerelease && isCompatible(other);
        default -> !prerelease && (given < 3 ? isNear(other) : other.compareTo(version) == 0);
      };
    }

    private boolean sameMajor(Version other) {
      return other.major() == version.major();
    }

    private boolean sameMinor(Version other) {
      return sameMajor(other) && other.minor() == version.minor();
    }

    private boolean differs(Version other) {
      boolean bothReleases = version.prerelease().isEmpty() && other.prerelease().isEmpty();
      if (given == 3 || given == 0) {
        return other.compareTo(version) != 0;
      }
      if (given == 2 && sameMinor(other) && !bothReleases) {
        return !version.prerelease().equals(other.prerelease());
      }
      return given == 1 ? !sameMajor(other) : !sameMinor(other);
    }

    private boolean isAbove(Version other) {
      if (given == 3 || given == 0) {
        return other.compareTo(version) > 0;
      }
      boolean inside = given == 1 ? sameMajor(other) : sameMinor(other);
      return !inside && other.compareTo(version) > 0;
    }

    private boolean isAtMost(Version other) {
      if (given == 3) {
        return other.compareTo(version) <= 0;
      }
      // The original takes the major version that a wildcard leaves open for 0.
      boolean inside = given <= 1 ? sameMajor(other) : sameMinor(other);
      boolean first = given > 0 || other.minor() == 0;
      return (inside && first) || other.compareTo(version) < 0;
    }

    private boolean isNear(Version other) {
      boolean zero = version.major() == 0 && version.minor() == 0 && version.patch() == 0;
      boolean all = given == 0 || (given == 3 && zero);
      boolean inside = all || (given == 1 ? sameMajor(other) : sameMinor(other));
      return inside && other.compareTo(version) >= 0;
    }

    private boolean isCompatible(Version other) {
      if (other.compareTo(version) < 0) {
        return false;
      }
      if (version.major() > 0 || given == 1) {
        return sameMajor(other);
      }
      if (version.minor() > 0 || given == 2) {
        return sameMinor(other);
      }
      return sameMinor(other) && other.patch() == version.patch();
    }
  }
}
