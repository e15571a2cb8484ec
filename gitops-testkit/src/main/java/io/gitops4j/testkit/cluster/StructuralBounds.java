package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Sizes, ranges, patterns and formats of a structural schema. */
final class StructuralBounds {
  private final Problems problems;
  private final String field;
  private final Value schema;

  StructuralBounds(Problems problems, String field, Value schema) {
    this.problems = problems;
    this.field = field;
    this.schema = schema;
  }

  void check(Value value) {
    switch (value.type()) {
      case TEXT -> checkText(value, value.asText().orElseThrow());
      case INTEGER, DECIMAL -> checkNumber(value, number(value));
      case LIST -> checkItems(value.itemsAt().size());
      case MAP -> checkProperties(value.mapAt().keys().size());
      case BOOLEAN, NULL -> {
        // There is nothing to bound.
      }
    }
  }

  private void checkText(Value value, String text) {
    int length = text.codePointCount(0, text.length());
    bound("minLength")
        .filter(least -> length < least)
        .ifPresent(least -> wrong(value, "should be at least %d chars long".formatted(least)));
    bound("maxLength")
        .filter(most -> length > most)
        .ifPresent(most -> wrong(value, "should be at most %d chars long".formatted(most)));
    schema
        .textAt("pattern")
        .filter(pattern -> !matches(pattern, text))
        .ifPresent(pattern -> wrong(value, "should match '" + pattern + "'"));
  }

  /** A pattern that only Go understands is taken to fit. */
  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }

  private void checkNumber(Value value, BigDecimal number) {
    limit("minimum").ifPresent(least -> checkLeast(value, number, least));
    limit("maximum").ifPresent(most -> checkMost(value, number, most));
    limit("multipleOf")
        .filter(factor -> factor.signum() != 0 && number.remainder(factor).signum() != 0)
        .ifPresent(factor -> wrong(value, "should be a multiple of " + plain(factor)));
  }

  private void checkLeast(Value value, BigDecimal number, BigDecimal least) {
    boolean exclusive = StructuralSchema.isSet(schema, "exclusiveMinimum");
    int order = number.compareTo(least);
    if (order < 0 || (exclusive && order == 0)) {
      String how = exclusive ? "greater than " : "greater than or equal to ";
      wrong(value, "should be " + how + plain(least));
    }
  }

  private void checkMost(Value value, BigDecimal number, BigDecimal most) {
    boolean exclusive = StructuralSchema.isSet(schema, "exclusiveMaximum");
    int order = number.compareTo(most);
    if (order > 0 || (exclusive && order == 0)) {
      wrong(
          value,
          "should be " + (exclusive ? "less than " : "less than or equal to ") + plain(most));
    }
  }

  /** Of items the server shows how many there are, of properties how many there may be. */
  private void checkItems(int count) {
    bound("minItems")
        .filter(least -> count < least)
        .ifPresent(least -> size(count, "should have at least %d items".formatted(least)));
    bound("maxItems")
        .filter(most -> count > most)
        .ifPresent(most -> size(count, "should have at most %d items".formatted(most)));
  }

  private void checkProperties(int count) {
    bound("minProperties")
        .filter(least -> count < least)
        .ifPresent(least -> size(least, "should have at least %d properties".formatted(least)));
    bound("maxProperties")
        .filter(most -> count > most)
        .ifPresent(most -> size(most, "should have at most %d properties".formatted(most)));
  }

  private Optional<Long> bound(String key) {
    return schema.integerAt(key);
  }

  private Optional<BigDecimal> limit(String key) {
    return schema.at(key).map(StructuralBounds::number);
  }

  private static BigDecimal number(Value value) {
    return new BigDecimal(String.valueOf(value.toPlain()));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private void size(long shown, String what) {
    problems.invalid(field, Long.toString(shown), field + " in body " + what);
  }

  private void wrong(Value value, String what) {
    problems.invalid(field, value, field + " in body " + what);
  }
}
