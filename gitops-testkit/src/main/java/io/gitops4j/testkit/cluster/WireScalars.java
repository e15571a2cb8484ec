package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.cluster.WireType.Base;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Scalars in the spelling in which the API server keeps them. */
final class WireScalars {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  private static final Pattern WITH_MICROS = Pattern.compile(".*\\.[0-9]{6}(Z|[-+][0-9:]{5})");

  private WireScalars() {}

  static Value read(WireType type, Value value, WirePath path) {
    return switch (type.base()) {
      case TEXT -> fitting(value.asText().isPresent(), type, value, path);
      case BOOLEAN -> fitting(value.asBoolean().isPresent(), type, value, path);
      case INT32 -> fitting(isInt32(value), type, value, path);
      case INT64 -> fitting(value.asInteger().isPresent(), type, value, path);
      case NUMBER -> fitting(isNumber(value), type, value, path);
      case INT_OR_TEXT -> fitting(value.asText().isPresent() || isInt32(value), type, value, path);
      case QUANTITY -> quantity(value, path);
      case TIME -> time(fitting(value.asText().isPresent(), type, value, path), SECONDS);
      case MICRO_TIME -> microTime(fitting(value.asText().isPresent(), type, value, path));
      // As a list of numbers, of which there are none.
      case BYTES ->
          value.equals(ListValue.EMPTY)
              ? Scalar.of("")
              : bytes(fitting(value.asText().isPresent(), type, value, path));
      case ANY, LIST, MAP, STRUCT -> value;
    };
  }

  private static Value fitting(boolean fits, WireType type, Value value, WirePath path) {
    if (!fits) {
      throw path.misfit(type, value);
    }
    return value;
  }

  private static boolean isInt32(Value value) {
    return value.asInteger().filter(number -> number == number.intValue()).isPresent();
  }

  private static boolean isNumber(Value value) {
    return switch (value.type()) {
      case INTEGER, DECIMAL -> true;
      default -> false;
    };
  }

  /** The amount that a stored value is. */
  static Optional<Quantity> quantity(Value value) {
    return Quantity.of(value);
  }

  private static Value quantity(Value value, WirePath path) {
    Optional<Quantity> read = Quantity.of(value);
    if (read.isPresent()) {
      return Scalar.of(read.get().canonical());
    }
    try {
      Quantity.parse(value.asText().orElse("?"));
    } catch (IllegalArgumentException e) {
      throw new WireFault(String.valueOf(e.getMessage()));
    }
    throw path.misfit(new WireType(Base.QUANTITY, null, ""), value);
  }

  private static Value time(Value value, DateTimeFormatter form) {
    String text = value.asText().orElse("");
    try {
      return Scalar.of(
          OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).format(form));
    } catch (DateTimeException e) {
      throw new WireFault(
          "parsing time \"%s\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"%s\" as \"2006\""
              .formatted(text, text));
    }
  }

  private static Value microTime(Value value) {
    String text = value.asText().orElse("");
    if (!WITH_MICROS.matcher(text).matches()) {
      throw new WireFault(
          "parsing time \"%s\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse it"
              .formatted(text));
    }
    return time(value, MICROS);
  }

  /** Base64 as Go reads it, which does not mind line breaks. */
  private static Value bytes(Value value) {
    String text = value.asText().orElse("").replace("\n", "").replace("\r", "");
    boolean isPadded = text.length() % 4 == 0;
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (isPadded) {
        return Scalar.of(Base64.getEncoder().encodeToString(bytes));
      }
    } catch (IllegalArgumentException e) {
      throw new WireFault("illegal base64 data at input byte " + firstIllegal(text), e);
    }
    throw new WireFault("illegal base64 data at input byte " + (text.length() / 4 * 4));
  }

  private static int firstIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(Character.isLetterOrDigit(c) && c < 128) && c != '+' && c != '/') {
        return i;
      }
    }
    return Math.max(0, text.length() - 1);
  }
}
