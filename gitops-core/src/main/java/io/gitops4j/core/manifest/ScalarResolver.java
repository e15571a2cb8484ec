package io.gitops4j.core.manifest;

import io.gitops4j.core.manifest.YamlScalar.Meaning;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** From a scalar of YAML, with its tag and quotes, to a value or a key of JSON. */
final class ScalarResolver {
  private static final String PREFIX = "tag:yaml.org,2002:";
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
              + "(?:(?:[Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\\.[0-9]+)?(?:[Zz]|[-+][0-9]{2}:[0-9]{2}))"
              + "|(?: [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\\.[0-9]+)?))?");

  private ScalarResolver() {}

  /**
   * What a scalar means.
   *
   * @param tag empty where there is none, {@code !} for the tag without a name
   * @param plain whether it stands without quotes
   */
  static YamlScalar resolve(String text, String tag, boolean plain, SourcePosition position) {
    if (tag.isEmpty()) {
      return plain ? YamlScalar.ofPlain(text) : YamlScalar.ofText(text);
    }
    return switch (tag) {
      case PREFIX + "null" -> expect(Meaning.NULL, text, position);
      case PREFIX + "bool" -> expect(Meaning.BOOLEAN, text, position);
      case PREFIX + "int" -> expect(Meaning.INTEGER, text, position);
      case PREFIX + "float" -> decimal(text, position);
      case PREFIX + "binary" -> YamlScalar.ofText(decoded(text, position));
      case PREFIX + "timestamp" -> timestamp(text, position);
      default -> YamlScalar.ofText(text);
    };
  }

  /** Whether a key stands for a merge; the same text as a value is a text. */
  static boolean isMergeKey(String text, String tag, boolean plain) {
    return text.equals("<<")
        && (tag.equals(PREFIX + "merge") || (plain && (tag.isEmpty() || tag.equals("!"))));
  }

  /** The value after kubectl's conversion to JSON. */
  static Scalar value(YamlScalar scalar, SourcePosition position) {
    return switch (scalar.meaning()) {
      case NULL -> Scalar.NULL;
      case BOOLEAN -> Scalar.of(scalar.number().longValue() == 1);
      case TEXT -> Scalar.of(scalar.text());
      case INTEGER ->
          scalar.number() instanceof BigInteger big
              ? GoNumber.throughJson(big.doubleValue())
              : Scalar.of(scalar.number().longValue());
      case DECIMAL -> finite(scalar, position);
    };
  }

  private static Scalar finite(YamlScalar scalar, SourcePosition position) {
    double number = scalar.number().doubleValue();
    if (!Double.isFinite(number)) {
      throw ManifestException.at(
          position,
          "'%s' has no form in JSON: write a finite number, or quote it if a text is meant"
              .formatted(scalar.text()),
          null);
    }
    return GoNumber.throughJson(number);
  }

  /** The text that a key becomes. */
  static String key(YamlScalar scalar, SourcePosition position) {
    return switch (scalar.meaning()) {
      case NULL ->
          throw ManifestException.at(
              position,
              "a key must not be null: quote it if a text is meant, or name the key",
              null);
      case BOOLEAN -> scalar.number().longValue() == 1 ? "true" : "false";
      case TEXT -> scalar.text();
      case INTEGER -> integerKey(scalar, position);
      case DECIMAL -> GoNumber.key(scalar.number().doubleValue());
    };
  }

  private static String integerKey(YamlScalar scalar, SourcePosition position) {
    if (scalar.number() instanceof BigInteger) {
      throw ManifestException.at(
          position,
          "the key %s is a number beyond 64 bits with sign: quote it if a text is meant"
              .formatted(scalar.text()),
          null);
    }
    return scalar.number().toString();
  }

  private static YamlScalar expect(Meaning meaning, String text, SourcePosition position) {
    YamlScalar scalar = YamlScalar.ofPlain(text);
    if (scalar.meaning() != meaning) {
      throw mismatch(meaning.toString(), text, scalar, position);
    }
    return scalar;
  }

  private static YamlScalar decimal(String text, SourcePosition position) {
    YamlScalar scalar = YamlScalar.ofPlain(text);
    if (scalar.meaning() == Meaning.INTEGER) {
      return new YamlScalar(Meaning.DECIMAL, text, scalar.number().doubleValue());
    }
    return expect(Meaning.DECIMAL, text, position);
  }

  private static YamlScalar timestamp(String text, SourcePosition position) {
    if (!TIMESTAMP.matcher(text).matches()) {
      throw mismatch("a timestamp", text, YamlScalar.ofPlain(text), position);
    }
    return YamlScalar.ofText(text);
  }

  private static ManifestException mismatch(
      String wanted, String text, YamlScalar was, SourcePosition position) {
    String message =
        "the tag wants %s, but the value, of %d characters, is %s: drop the tag or change the value";
    return ManifestException.at(
        position, message.formatted(wanted, text.length(), was.meaning()), null);
  }

  private static String decoded(String text, SourcePosition position) {
    try {
      String base64 = text.replace("\n", "").replace("\r", "");
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (base64.length() % 4 != 0) {
        throw new IllegalArgumentException("padding is missing");
      }
      // Like kubectl's conversion to JSON: what is no UTF-8 becomes the replacement character.
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ManifestException.at(
          position, "!!binary wants base64 with its padding: " + e.getMessage(), e);
    }
  }
}
