package io.gitops4j.helm.function;

import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version, read as Helm reads it: with or without {@code v}, minor and patch.
 *
 * @param major an unsigned number, as all numbers here
 * @param minor 0 if it was left out
 * @param patch 0 if it was left out
 * @param prerelease what is behind the hyphen, may be empty
 * @param metadata what is behind the plus sign, may be empty
 * @param original as it was written
 * @since 0.1.0
 */
public record Version(
    long major, long minor, long patch, String prerelease, String metadata, String original)
    implements GoObject, Comparable<Version> {
  private static final GoType TYPE = GoType.pointerTo(GoType.struct("semver.Version"));
  private static final String IDENTIFIERS = "([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)";
  private static final Pattern VERSION =
      Pattern.compile(
          "v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-%1$s)?(?:\\+%1$s)?"
              .formatted(IDENTIFIERS));
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /**
   * Reads a version.
   *
   * @throws FunctionException with Go's text if it is none
   */
  public static Version of(String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      throw new FunctionException("invalid semantic version");
    }
    String prerelease = orEmpty(matcher.group(4));
    for (String part : prerelease.split("\\.", -1)) {
      if (part.length() > 1 && part.startsWith("0") && NUMBER.matcher(part).matches()) {
        throw new FunctionException("version segment starts with 0");
      }
    }
    return new Version(
        number(matcher.group(1)),
        number(matcher.group(2)),
        number(matcher.group(3)),
        prerelease,
        orEmpty(matcher.group(5)),
        text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static long number(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new FunctionException(
          "error parsing version segment: strconv.ParseUint: parsing \"%s\": value out of range"
              .formatted(text),
          e);
    }
  }

  /** Orders by precedence: metadata does not count, a prerelease comes before its release. */
  @Override
  public int compareTo(Version other) {
    int result = Long.compareUnsigned(major, other.major);
    result = result == 0 ? Long.compareUnsigned(minor, other.minor) : result;
    result = result == 0 ? Long.compareUnsigned(patch, other.patch) : result;
    return result == 0 ? comparePrereleases(prerelease, other.prerelease) : result;
  }

  private static int comparePrereleases(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int result = compareIdentifiers(a[i], b[i]);
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftNumber = NUMBER.matcher(left).matches();
    boolean rightNumber = NUMBER.matcher(right).matches();
    if (leftNumber && rightNumber) {
      return left.length() == right.length()
          ? left.compareTo(right)
          : Integer.compare(left.length(), right.length());
    }
    return leftNumber || rightNumber
        ? Boolean.compare(rightNumber, leftNumber)
        : Integer.signum(left.compareTo(right));
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public String text() {
    return Long.toUnsignedString(major)
        + "."
        + Long.toUnsignedString(minor)
        + "."
        + Long.toUnsignedString(patch)
        + (prerelease.isEmpty() ? "" : "-" + prerelease)
        + (metadata.isEmpty() ? "" : "+" + metadata);
  }

  @Override
  public Object json() {
    return text();
  }

  @Override
  public @Nullable Member member(String name) {
    Object part =
        switch (name) {
          case "Major" -> GoNumber.uint64(major);
          case "Minor" -> GoNumber.uint64(minor);
          case "Patch" -> GoNumber.uint64(patch);
          case "Prerelease" -> prerelease;
          case "Metadata" -> metadata;
          case "Original" -> original;
          case "String" -> text();
          case "IncMajor" -> next(major + 1, 0, 0);
          case "IncMinor" -> next(major, minor + 1, 0);
          case "IncPatch" -> next(major, minor, prerelease.isEmpty() ? patch + 1 : patch);
          default -> null;
        };
    return part == null ? comparing(name) : new Method(Signature.of(), call -> part);
  }

  private Version next(long nextMajor, long nextMinor, long nextPatch) {
    String mark = original.startsWith("v") ? "v" : "";
    Version next = new Version(nextMajor, nextMinor, nextPatch, "", "", "");
    return new Version(nextMajor, nextMinor, nextPatch, "", "", mark + next.text());
  }

  private @Nullable Member comparing(String name) {
    return switch (name) {
      case "Compare" -> onVersion(this::compareTo);
      case "LessThan" -> onVersion(other -> compareTo(other) < 0);
      case "LessThanEqual" -> onVersion(other -> compareTo(other) <= 0);
      case "GreaterThan" -> onVersion(other -> compareTo(other) > 0);
      case "GreaterThanEqual" -> onVersion(other -> compareTo(other) >= 0);
      case "Equal" -> onVersion(other -> compareTo(other) == 0);
      default -> null;
    };
  }

  private interface OnVersion {
    Object of(Version other);
  }

  private static Method onVersion(OnVersion function) {
    return new Method(
        Signature.of(TYPE),
        call -> {
          Object result = call.get(0) instanceof Version other ? function.of(other) : null;
          return result instanceof Integer number ? (Object) number.longValue() : result;
        });
  }
}
