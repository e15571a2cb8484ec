package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Value;
import java.util.List;

/** A column that a definition adds to tables. */
final class DefinitionColumn {
  private static final List<String> TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final List<String> FORMATS =
      List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");

  private final Problems problems;
  private final String field;
  private final Value column;

  DefinitionColumn(Problems problems, String field, Value column) {
    this.problems = problems;
    this.field = field;
    this.column = column;
  }

  void check() {
    if (text("name").isEmpty()) {
      problems.required(field + ".name");
    }
    String types = "must be one of " + String.join(",", TYPES);
    if (text("type").isEmpty()) {
      problems.required(field + ".type", types);
    } else {
      checkOneOf("type", TYPES, types);
    }
    if (!text("format").isEmpty()) {
      checkOneOf("format", FORMATS, "must be one of " + String.join(",", FORMATS));
    }
    String path = text("jsonPath");
    if (path.isEmpty()) {
      problems.required(field + ".JSONPath");
    } else if (!path.startsWith(".")) {
      problems.invalid(
          field + ".JSONPath", GoText.quoted(path), "must be a simple json path starting with .");
    }
  }

  private void checkOneOf(String part, List<String> names, String what) {
    if (!names.contains(text(part))) {
      problems.invalid(field + "." + part, GoText.quoted(text(part)), what);
    }
  }

  private String text(String part) {
    return column.textAt(part).orElse("");
  }
}
