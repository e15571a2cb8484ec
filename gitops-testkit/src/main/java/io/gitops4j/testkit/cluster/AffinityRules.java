package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of which nodes, and the nodes of which other pods, a pod prefers. */
final class AffinityRules {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
  private static final String NO_OPERATOR = "not a valid selector operator";

  private final Problems problems;
  private final FieldNames names;

  AffinityRules(Problems problems) {
    this.problems = problems;
    this.names = new FieldNames(problems);
  }

  void check(String path, MapValue affinity) {
    checkNodes(path + ".nodeAffinity.", affinity.mapAt("nodeAffinity"));
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      checkPods("%s.%s.".formatted(path, kind), affinity.mapAt(kind));
    }
  }

  private void checkNodes(String at, MapValue affinity) {
    List<Value> terms = affinity.itemsAt(REQUIRED, "nodeSelectorTerms");
    String selector = at + REQUIRED + ".nodeSelectorTerms";
    if (affinity.get(REQUIRED).isPresent() && terms.isEmpty()) {
      problems.required(selector, "must have at least one node selector term");
    }
    for (int i = 0; i < terms.size(); i++) {
      checkTerm("%s[%d]".formatted(selector, i), terms.get(i).mapAt());
    }
    List<Value> preferred = affinity.itemsAt(PREFERRED);
    for (int i = 0; i < preferred.size(); i++) {
      String place = "%s%s[%d]".formatted(at, PREFERRED, i);
      checkWeight(place, preferred.get(i));
      checkTerm(place + ".preference", preferred.get(i).mapAt("preference"));
    }
  }

  private void checkWeight(String at, Value term) {
    long weight = term.integerAt("weight").orElse(0L);
    if (weight < 1 || weight > 100) {
      problems.invalid(at + ".weight", Scalar.of(weight), "must be in the range 1-100");
    }
  }

  private void checkTerm(String at, MapValue term) {
    List<Value> expressions = term.itemsAt("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      checkExpression("%s.matchExpressions[%d]".formatted(at, i), expressions.get(i));
    }
    List<Value> fields = term.itemsAt("matchFields");
    for (int i = 0; i < fields.size(); i++) {
      checkField("%s.matchFields[%d]".formatted(at, i), fields.get(i));
    }
  }

  private void checkExpression(String at, Value expression) {
    int values = expression.itemsAt("values").size();
    String operator = expression.textAt("operator").orElse("");
    switch (operator) {
      case "In", "NotIn" -> {
        if (values == 0) {
          problems.required(at + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (values > 0) {
          problems.forbidden(
              at + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case "Gt", "Lt" -> {
        if (values != 1) {
          problems.required(
              at + ".values", "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
      }
      default -> problems.invalid(at + ".operator", Scalar.of(operator), NO_OPERATOR);
    }
    names.qualified(at + ".key", expression.textAt("key").orElse(""));
  }

  private void checkField(String at, Value expression) {
    List<Value> values = expression.itemsAt("values");
    String operator = expression.textAt("operator").orElse("");
    if (!List.of("In", "NotIn").contains(operator)) {
      problems.invalid(at + ".operator", Scalar.of(operator), NO_OPERATOR);
    } else if (values.size() != 1) {
      problems.required(
          at + ".values",
          "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    }
    String key = expression.textAt("key").orElse("");
    if (!key.equals("metadata.name")) {
      problems.invalid(at + ".key", Scalar.of(key), "not a valid field selector key");
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      names.subdomain("%s.values[%d]".formatted(at, i), values.get(i).asText().orElse(""));
    }
  }

  private void checkPods(String at, MapValue affinity) {
    List<Value> terms = affinity.itemsAt(REQUIRED);
    for (int i = 0; i < terms.size(); i++) {
      checkPodTerm("%s%s[%d]".formatted(at, REQUIRED, i), terms.get(i).mapAt());
    }
    List<Value> preferred = affinity.itemsAt(PREFERRED);
    for (int i = 0; i < preferred.size(); i++) {
      String place = "%s%s[%d]".formatted(at, PREFERRED, i);
      checkWeight(place, preferred.get(i));
      checkPodTerm(place + ".podAffinityTerm", preferred.get(i).mapAt("podAffinityTerm"));
    }
  }

  /** The server has its own names for the fields that it looks at. */
  private void checkPodTerm(String at, MapValue term) {
    new SelectorRules(problems).check(at + ".matchExpressions", term.mapAt("labelSelector"));
    for (Value namespace : term.itemsAt("namespaces")) {
      names.label(at + ".namespace", namespace.asText().orElse(""));
    }
    String key = term.textAt("topologyKey").orElse("");
    if (key.isEmpty()) {
      problems.required(at + ".topologyKey", "can not be empty");
    }
    names.qualified(at + ".topologyKey", key);
  }
}
