package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The server walks the fields of a custom resource in no order, and those of a schema, so its
 * causes have none.
 */
final class CauseOrder {
  private static final String SCHEMA = ".openAPIV3Schema";

  private CauseOrder() {}

  static MapValue sorted(MapValue status) {
    List<Value> causes = status.itemsAt("details", "causes");
    if (causes.size() < 2 || !status.textAt("reason").orElse("").equals("Invalid")) {
      return status;
    }
    if (isText(status, "kind", "CustomResourceDefinition")) {
      return with(status, withSortedSchemas(causes));
    }
    boolean isCustom =
        status
            .textAt("details", "group")
            .filter(group -> group.endsWith("differential.example"))
            .isPresent();
    return isCustom
        ? with(status, causes.stream().sorted(Comparator.comparing(CauseOrder::line)).toList())
        : status;
  }

  private static boolean isText(MapValue status, String field, String text) {
    return status.textAt("details", field).filter(text::equals).isPresent();
  }

  /** Those of one schema follow on each other. */
  private static List<Value> withSortedSchemas(List<Value> causes) {
    List<Value> result = new ArrayList<>();
    List<Value> run = new ArrayList<>();
    for (Value cause : causes) {
      if (!run.isEmpty() && !schemaOf(cause).equals(schemaOf(run.get(0)))) {
        run.sort(Comparator.comparing(CauseOrder::line));
        result.addAll(run);
        run.clear();
      }
      run.add(cause);
      if (schemaOf(cause).isEmpty()) {
        result.add(cause);
        run.clear();
      }
    }
    run.sort(Comparator.comparing(CauseOrder::line));
    result.addAll(run);
    return result;
  }

  private static String schemaOf(Value cause) {
    String field = cause.textAt("field").orElse("");
    int schema = field.indexOf(SCHEMA);
    return schema < 0 || field.endsWith(SCHEMA) ? "" : field.substring(0, schema);
  }

  private static MapValue with(MapValue status, List<Value> sorted) {
    String begin = status.textAt("message").orElse("").replaceFirst("(?s) is invalid: .*", "");
    String lines =
        sorted.stream().map(CauseOrder::line).distinct().collect(Collectors.joining(", "));
    return status
        .with("details", status.mapAt("details").with("causes", new ListValue(sorted)))
        .with("message", Scalar.of("%s is invalid: [%s]".formatted(begin, lines)));
  }

  private static String line(Value cause) {
    return cause.textAt("field").orElse("") + ": " + cause.textAt("message").orElse("");
  }
}
