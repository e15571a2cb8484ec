package io.gitops4j.helm.chart;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of versions as charts write them: comparisons with commas or blanks between them must all
 * hold, groups with {@code ||} between them are alternatives.
 */
public final class Versions {
  private static final String PART = "(\\d+|[xX*])";
  private static final String VERSION =
      "v?"
          + PART
          + "?(?:\\."
          + PART
          + ")?(?:\\."
          + PART
          + ")?"
          + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?";
  private static final Pattern COMPARISON =
      Pattern.compile("\\s*(>=|=>|<=|=<|!=|~>|=|>|<|~|\\^)?\\s*(" + VERSION + ")\\s*,?");
  private static final Pattern HYPHEN =
      Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");

  private static final Pattern EXACT =
      Pattern.compile("v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

  private final List<List<Comparison>> alternatives;

  private Versions(List<List<Comparison>> alternatives) {
    this.alternatives = alternatives;
  }

  /** Whether a version is in a range; a text that is no version or no range is in none. */
  public static boolean isInRange(String version, String range) {
    Optional<SemanticVersion> parsed = SemanticVersion.parse(version);
    return parsed.isPresent()
        && parse(range).filter(versions -> versions.contain(parsed.get())).isPresent();
  }

  /** The newest of some versions that is in a range. */
  public static Optional<String> newest(Collection<String> versions, String range) {
    return parse(range.isBlank() ? "*" : range)
        .flatMap(
            parsed ->
                versions.stream()
                    .filter(one -> SemanticVersion.parse(one).filter(parsed::contain).isPresent())
                    .max(Comparator.comparing(one -> SemanticVersion.parse(one).orElseThrow())));
  }

  /** Whether a range is one version, with all its parts. */
  public static boolean isExact(String range) {
    return EXACT.matcher(range).matches();
  }

  /** Reads a range; empty if the text is none. */
  static Optional<Versions> parse(String range) {
    List<List<Comparison>> alternatives = new ArrayList<>();
    for (String group : range.split("\\|\\|", -1)) {
      List<Comparison> comparisons = comparisons(withoutHyphens(group));
      if (comparisons.isEmpty()) {
        return Optional.empty();
      }
      alternatives.add(comparisons);
    }
    return Optional.of(new Versions(alternatives));
  }

  private static String withoutHyphens(String group) {
    Matcher hyphen = HYPHEN.matcher(group);
    return hyphen.matches() ? ">=" + hyphen.group(1) + ",<=" + hyphen.group(6) : group;
  }

  private static List<Comparison> comparisons(String group) {
    List<Comparison> comparisons = new ArrayList<>();
    Matcher next = COMPARISON.matcher(group);
    int at = 0;
    while (at < group.length() && next.region(at, group.length()).lookingAt()) {
      String version = String.valueOf(next.group(2));
      if (version.isEmpty() || version.equals("v")) {
        return List.of();
      }
      comparisons.add(Comparison.of(next));
      at = next.end();
    }
    return group.substring(at).isBlank() ? comparisons : List.of();
  }

  boolean contain(SemanticVersion version) {
    return alternatives.stream()
        .anyMatch(group -> group.stream().allMatch(comparison -> comparison.holds(version)));
  }

  /** One comparison; parts that it leaves open count as 0. */
  private record Comparison(
      String operator, SemanticVersion than, boolean open, boolean openMinor, boolean openPatch) {

    static Comparison of(Matcher parts) {
      boolean openMajor = isOpen(parts.group(3));
      boolean openMinor = !openMajor && isOpen(parts.group(4));
      boolean openPatch = !openMajor && !openMinor && isOpen(parts.group(5));
      String preRelease = parts.group(6) == null ? "" : parts.group(6);
      SemanticVersion than =
          new SemanticVersion(
              openMajor ? BigInteger.ZERO : number(parts.group(3)),
              openMajor || openMinor ? BigInteger.ZERO : number(parts.group(4)),
              openMajor || openMinor || openPatch ? BigInteger.ZERO : number(parts.group(5)),
              preRelease);
      String operator = parts.group(1) == null ? "" : parts.group(1);
      return new Comparison(
          operator, than, openMajor || openMinor || openPatch, openMinor, openPatch || openMinor);
    }

    private static boolean isOpen(@Nullable String part) {
      return part == null || part.matches("[xX*]");
    }

    private static BigInteger number(String digits) {
      return new BigInteger(digits);
    }

    boolean holds(SemanticVersion version) {
      if (version.isPreRelease() && !than.isPreRelease()) {
        return false;
      }
      return switch (operator) {
        case "!=" -> !isEqual(version);
        case ">" -> isGreater(version);
        case "<" -> version.compareTo(than) < 0;
        case ">=", "=>" -> version.compareTo(than) >= 0;
        case "<=", "=<" -> isAtMost(version);
        case "~", "~>" -> isNear(version);
        case "^" -> isCompatible(version);
        default -> isEqual(version);
      };
    }

    private boolean isEqual(SemanticVersion version) {
      return open ? isNear(version) : version.compareTo(than) == 0;
    }

    private boolean isGreater(SemanticVersion version) {
      if (!open) {
        return version.compareTo(than) > 0;
      }
      int major = version.major().compareTo(than.major());
      return major > 0 || (major == 0 && !openMinor && version.minor().compareTo(than.minor()) > 0);
    }

    private boolean isAtMost(SemanticVersion version) {
      if (!open) {
        return version.compareTo(than) <= 0;
      }
      int major = version.major().compareTo(than.major());
      return major < 0
          || (major == 0 && (openMinor || version.minor().compareTo(than.minor()) <= 0));
    }

    private boolean isNear(SemanticVersion version) {
      boolean anything = !openMinor && !openPatch && isZero(than);
      return version.compareTo(than) >= 0
          && (anything
              || (version.major().equals(than.major())
                  && (openMinor || version.minor().equals(than.minor()))));
    }

    private static boolean isZero(SemanticVersion version) {
      return version.major().signum() == 0
          && version.minor().signum() == 0
          && version.patch().signum() == 0;
    }

    private boolean isCompatible(SemanticVersion version) {
      if (version.compareTo(than) < 0) {
        return false;
      }
      if (than.major().signum() > 0 || openMinor || (open && isZero(than) && !openPatch)) {
        return openAll() || version.major().equals(than.major());
      }
      if (version.major().signum() > 0) {
        return false;
      }
      if (than.minor().signum() > 0 || openPatch) {
        return version.minor().equals(than.minor());
      }
      return version.minor().signum() == 0 && version.patch().equals(than.patch());
    }

    private boolean openAll() {
      return open && !openMinor && !openPatch;
    }
  }
}
