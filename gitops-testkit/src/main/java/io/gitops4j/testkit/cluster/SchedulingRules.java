package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of what decides about the nodes of pods. */
final class SchedulingRules {
  private final Problems problems;
  private final FieldNames names;
  private final String path;

  SchedulingRules(Problems problems, String path) {
    this.problems = problems;
    this.names = new FieldNames(problems);
    this.path = path;
  }

  void checkSpreads(List<Value> spreads) {
    for (int i = 0; i < spreads.size(); i++) {
      String at = "%s.topologySpreadConstraints[%d]".formatted(path, i);
      checkSpread(at, spreads.get(i).mapAt());
      String topology = topologyOf(spreads.get(i));
      boolean isRepeated =
          spreads.subList(i + 1, spreads.size()).stream()
              .anyMatch(later -> topologyOf(later).equals(topology));
      if (isRepeated) {
        problems.duplicate(at + ".{topologyKey, whenUnsatisfiable}", Scalar.of(topology));
      }
    }
  }

  private static String topologyOf(Value spread) {
    return "{%s, %s}"
        .formatted(
            spread.textAt("topologyKey").orElse(""), spread.textAt("whenUnsatisfiable").orElse(""));
  }

  void checkTolerations(List<Value> tolerations) {
    for (int i = 0; i < tolerations.size(); i++) {
      checkToleration("%s.tolerations[%d]".formatted(path, i), tolerations.get(i).mapAt());
    }
  }

  private void checkToleration(String at, MapValue toleration) {
    String key = toleration.textAt("key").orElse("");
    Value operator = toleration.get("operator").orElse(Scalar.of(""));
    Value effect = toleration.get("effect").orElse(Scalar.of(""));
    if (!key.isEmpty()) {
      names.qualified(at + ".key", key);
    }
    if (key.isEmpty() && !operator.equals(Scalar.of("Exists"))) {
      problems.invalid(
          at + ".operator",
          operator,
          "operator must be Exists when `key` is empty, which means \"match all values and all"
              + " keys\"");
    }
    if (toleration.get("tolerationSeconds").isPresent() && !effect.equals(Scalar.of("NoExecute"))) {
      problems.invalid(
          at + ".effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    checkOperator(at + ".operator", toleration, operator.asText().orElse(""));
    if (!effect.equals(Scalar.of(""))) {
      problems.oneOf(at + ".effect", effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
    }
  }

  private void checkOperator(String at, MapValue toleration, String operator) {
    String value = toleration.textAt("value").orElse("");
    if (operator.equals("Exists")) {
      if (!value.isEmpty()) {
        problems.invalid(at, shown(toleration), "value must be empty when `operator` is 'Exists'");
      }
    } else if (operator.isEmpty() || operator.equals("Equal")) {
      List<String> wrong = NameRules.ofLabelValue(value);
      if (!wrong.isEmpty()) {
        problems.invalid(at, Scalar.of(value), String.join(";", wrong));
      }
    } else {
      problems.oneOf(at, Scalar.of(operator), "Equal", "Exists");
    }
  }

  private static String shown(MapValue toleration) {
    return "core.Toleration{Key:%s, Operator:%s, Value:%s, Effect:%s, TolerationSeconds:(*int64)(nil)}"
        .formatted(
            GoText.quoted(toleration.textAt("key").orElse("")),
            GoText.quoted(toleration.textAt("operator").orElse("")),
            GoText.quoted(toleration.textAt("value").orElse("")),
            GoText.quoted(toleration.textAt("effect").orElse("")));
  }

  private void checkSpread(String at, MapValue spread) {
    long skew = spread.integerAt("maxSkew").orElse(0L);
    if (skew <= 0) {
      problems.invalid(at + ".maxSkew", Scalar.of(skew), "must be greater than zero");
    }
    if (spread.textAt("topologyKey").orElse("").isEmpty()) {
      problems.required(at + ".topologyKey", "can not be empty");
    }
    problems.oneOf(
        at + ".whenUnsatisfiable",
        spread.get("whenUnsatisfiable").orElse(Scalar.of("")),
        "DoNotSchedule",
        "ScheduleAnyway");
  }
}
