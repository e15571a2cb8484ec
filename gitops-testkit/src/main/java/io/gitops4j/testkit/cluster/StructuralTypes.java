package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** Whether values are of the types and formats that a structural schema wants. */
final class StructuralTypes {
  private static final Value EMPTY_TEXT = Scalar.of("");

  private final Problems problems;
  private final boolean emptyTextIsNull;

  /** An empty text can count as null, as servers of before Kubernetes 1.21 have it. */
  StructuralTypes(Problems problems, boolean emptyTextIsNull) {
    this.problems = problems;
    this.emptyTextIsNull = emptyTextIsNull;
  }

  void check(Value value, Value schema, String field) {
    List<String> types = types(schema);
    String format = types.contains("string") ? schema.textAt("format").orElse("") : "";
    boolean isNull = value.isNull() || (emptyTextIsNull && value.equals(EMPTY_TEXT));
    boolean hasFormat = StructuralFormats.areKnown(format);
    String type = isNull ? "null" : typeOf(value);
    if (isNull ? !mayBeNull(schema, types) : !hasFormat && !fits(type, types)) {
      wrong(field, String.join(",", types), '"' + type + '"');
    }
    if (hasFormat && !value.isNull()) {
      checkFormat(value, format, field);
    }
  }

  /** The format stands in for the type; lists pass. */
  private void checkFormat(Value value, String format, String field) {
    switch (value.type()) {
      case TEXT -> {
        String text = value.asText().orElse("");
        if (!StructuralFormats.fits(format, text)) {
          wrong(field, format, GoText.quoted(text));
        }
      }
      case INTEGER -> wrong(field, format, "\"int64\"");
      case DECIMAL -> wrong(field, format, "\"float64\"");
      case BOOLEAN, MAP -> wrong(field, format, "\"\"");
      case LIST, NULL -> {
        // There is nothing to say.
      }
    }
  }

  private void wrong(String field, String wanted, String shown) {
    problems.invalid(
        field, shown, "%s in body must be of type %s: %s".formatted(field, wanted, shown));
  }

  private static boolean fits(String type, List<String> types) {
    return types.isEmpty()
        || types.contains(type)
        || (type.equals("integer") && types.contains("number"));
  }

  private static boolean mayBeNull(Value schema, List<String> types) {
    return StructuralSchema.isSet(schema, "nullable") || types.isEmpty();
  }

  private static List<String> types(Value schema) {
    return StructuralSchema.isSet(schema, "x-kubernetes-int-or-string")
        ? List.of("integer", "string")
        : schema.textAt("type").stream().toList();
  }

  private static String typeOf(Value value) {
    return switch (value.type()) {
      case MAP -> "object";
      case LIST -> "array";
      case TEXT -> "string";
      case INTEGER -> "integer";
      case DECIMAL -> "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
    };
  }
}
