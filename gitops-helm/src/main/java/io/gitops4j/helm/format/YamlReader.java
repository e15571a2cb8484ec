package io.gitops4j.helm.format;

import io.gitops4j.helm.format.PlainScalar.Meaning;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.Meter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML as Helm reads values: by way of JSON, so that all numbers are float64, and only the
 * first document counts. A key that comes twice has its last value.
 *
 * @since 0.1.0
 */
public final class YamlReader {
  private static final String PREFIX = "tag:yaml.org,2002:";
  private static final long BYTES_OF_A_NODE = 48;

  private final Meter meter;

  private YamlReader(Meter meter) {
    this.meter = meter;
  }

  /**
   * The value of the first document; null if there is none.
   *
   * @throws FormatException with Go's text, if it is no YAML or has no form in JSON
   */
  public static @Nullable Object read(String text, Meter meter) {
    try {
      checkCharacters(text);
      YamlNode document = YamlComposer.compose(text, meter);
      return document == null ? null : new YamlReader(meter).value(document, 0);
    } catch (FormatException e) {
      throw new FormatException("error converting YAML to JSON: " + e.text());
    }
  }

  private static void checkCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) && GoStrings.isRawByte(text, i)) {
        throw new FormatException("yaml: invalid leading UTF-8 octet");
      }
      boolean control = (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
      boolean high = (c >= 0x80 && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF;
      if (control || high) {
        throw new FormatException("yaml: control characters are not allowed");
      }
    }
  }

  private @Nullable Object value(YamlNode node, int depth) {
    meter.allocate(BYTES_OF_A_NODE);
    if (depth > YamlComposer.DEEPEST) {
      throw new FormatException("yaml: exceeded max depth of " + YamlComposer.DEEPEST);
    }
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar(scalar);
    }
    if (node instanceof YamlNode.Mapping mapping) {
      GoMap map = new GoMap();
      fill(map, mapping, depth);
      return map;
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (YamlNode item : ((YamlNode.Sequence) node).items()) {
      items.add(value(item, depth + 1));
    }
    return GoList.copyOf(items);
  }

  private void fill(GoMap map, YamlNode.Mapping mapping, int depth) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key() instanceof YamlNode.Scalar key && key.isMerge()) {
        merge(map, entry.value(), depth + 1);
      } else {
        map.put(key(entry), value(entry.value(), depth + 1));
      }
    }
  }

  /** Merges apply where they stand; of several maps the first wins. */
  private void merge(GoMap map, YamlNode source, int depth) {
    if (depth > YamlComposer.DEEPEST) {
      throw new FormatException("yaml: exceeded max depth of " + YamlComposer.DEEPEST);
    }
    if (source instanceof YamlNode.Mapping mapping) {
      meter.step();
      fill(map, mapping, depth);
    } else if (source instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
      for (int i = sequence.items().size() - 1; i >= 0; i--) {
        if (!(sequence.items().get(i) instanceof YamlNode.Mapping mapping)) {
          throw new FormatException(
              "yaml: map merge requires map or sequence of maps as the value");
        }
        fill(map, mapping, depth);
      }
    } else if (!(source instanceof YamlNode.Sequence)) {
      throw new FormatException("yaml: map merge requires map or sequence of maps as the value");
    }
  }

  private String key(YamlNode.Entry entry) {
    if (!(entry.key() instanceof YamlNode.Scalar scalar)) {
      throw new FormatException("yaml: invalid map key: " + GoSyntax.of(entry.key()));
    }
    PlainScalar meaning = resolved(scalar);
    return switch (meaning.meaning()) {
      case TEXT, TIMESTAMP -> text(scalar);
      case BOOLEAN -> String.valueOf(meaning.truth());
      case INTEGER -> String.valueOf(meaning.number());
      case FLOAT -> floatKey(Objects.requireNonNull(meaning.number()).doubleValue());
      case NULL ->
          throw new FormatException(
              "unsupported map key of type: %%!s(<nil>), key: <nil>, value: %s"
                  .formatted(GoSyntax.of(entry.value())));
    };
  }

  private static String floatKey(double number) {
    float narrow = (float) number;
    if (Float.isNaN(narrow)) {
      return ".nan";
    }
    if (Float.isInfinite(narrow)) {
      return narrow > 0 ? ".inf" : "-.inf";
    }
    return Decimals.shortest(new BigDecimal(Float.toString(narrow)).doubleValue());
  }

  private @Nullable Object scalar(YamlNode.Scalar scalar) {
    PlainScalar meaning = resolved(scalar);
    return switch (meaning.meaning()) {
      case NULL -> null;
      case BOOLEAN -> meaning.truth();
      case TEXT, TIMESTAMP -> text(scalar);
      case INTEGER, FLOAT -> number(Objects.requireNonNull(meaning.number()));
    };
  }

  private static double number(Number number) {
    double value =
        number instanceof BigInteger integer ? integer.doubleValue() : number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new FormatException("json: unsupported value: " + Decimals.shortest(value));
    }
    return value == 0 && number instanceof BigInteger ? 0 : value;
  }

  private String text(YamlNode.Scalar scalar) {
    meter.allocate(2L * scalar.text().length());
    if (!(PREFIX + "binary").equals(scalar.tag())) {
      return scalar.text();
    }
    try {
      String encoded = scalar.text().replaceAll("[\\r\\n]", "");
      return GoStrings.string(Base64.getDecoder().decode(encoded.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new FormatException("yaml: !!binary value contains invalid base64 data");
    }
  }

  private static PlainScalar resolved(YamlNode.Scalar scalar) {
    String tag = scalar.tag();
    if (tag == null) {
      return scalar.plain() ? PlainScalar.of(scalar.text()) : PlainScalar.TEXT;
    }
    return switch (tag) {
      case PREFIX + "null" -> expected(scalar, Meaning.NULL);
      case PREFIX + "bool" -> expected(scalar, Meaning.BOOLEAN);
      case PREFIX + "int" -> expected(scalar, Meaning.INTEGER);
      case PREFIX + "float" -> expected(scalar, Meaning.FLOAT);
      case PREFIX + "timestamp" -> expected(scalar, Meaning.TIMESTAMP);
      default -> PlainScalar.TEXT;
    };
  }

  private static PlainScalar expected(YamlNode.Scalar scalar, Meaning meaning) {
    PlainScalar plain = PlainScalar.of(scalar.text());
    boolean widened = meaning == Meaning.FLOAT && plain.meaning() == Meaning.INTEGER;
    if (plain.meaning() == meaning || widened) {
      return plain;
    }
    throw new FormatException(
        "yaml: cannot decode %s `%s` as a %s"
            .formatted(tagOf(plain.meaning()), scalar.text(), tagOf(meaning)));
  }

  private static String tagOf(Meaning meaning) {
    return switch (meaning) {
      case NULL -> "!!null";
      case BOOLEAN -> "!!bool";
      case INTEGER -> "!!int";
      case FLOAT -> "!!float";
      case TIMESTAMP -> "!!timestamp";
      case TEXT -> "!!str";
    };
  }
}
