package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;

/** Checks of label selectors, and whether they match. */
final class SelectorRules {
  private final Problems problems;
  private final FieldNames names;

  SelectorRules(Problems problems) {
    this.problems = problems;
    this.names = new FieldNames(problems);
  }

  void check(String path, MapValue selector) {
    names.labels(path + ".matchLabels", selector.mapAt("matchLabels"));
    List<Value> expressions = selector.itemsAt("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      checkExpression("%s.matchExpressions[%d]".formatted(path, i), expressions.get(i));
    }
  }

  private void checkExpression(String path, Value expression) {
    boolean hasValues = !expression.itemsAt("values").isEmpty();
    String operator = expression.textAt("operator").orElse("");
    switch (operator) {
      case "In", "NotIn" -> {
        if (!hasValues) {
          problems.required(
              path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (hasValues) {
          problems.forbidden(
              path + ".values",
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default ->
          problems.invalid(
              path + ".operator", GoText.quoted(operator), "not a valid selector operator");
    }
    names.qualified(path + ".key", expression.textAt("key").orElse(""));
  }

  /** Whether it can be made into conditions; values of expressions count only for that. */
  static boolean isUsable(MapValue selector) {
    Problems found = new Problems();
    new SelectorRules(found).check("", selector);
    return found.causes().isEmpty()
        && selector.itemsAt("matchExpressions").stream()
            .flatMap(expression -> expression.itemsAt("values").stream())
            .allMatch(value -> NameRules.ofLabelValue(value.asText().orElse("")).isEmpty());
  }

  /** Whether a usable selector matches labels; one without conditions matches all. */
  static boolean matches(MapValue selector, MapValue labels) {
    return labels
            .entries()
            .entrySet()
            .containsAll(selector.mapAt("matchLabels").entries().entrySet())
        && selector.itemsAt("matchExpressions").stream().allMatch(e -> meets(e, labels));
  }

  private static boolean meets(Value expression, MapValue labels) {
    Optional<Value> label = labels.get(expression.textAt("key").orElse(""));
    List<Value> values = expression.itemsAt("values");
    return switch (expression.textAt("operator").orElse("")) {
      case "In" -> label.filter(values::contains).isPresent();
      case "NotIn" -> label.filter(values::contains).isEmpty();
      case "Exists" -> label.isPresent();
      default -> label.isEmpty();
    };
  }
}
