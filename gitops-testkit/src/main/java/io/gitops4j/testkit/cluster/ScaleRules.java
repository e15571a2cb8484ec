package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a custom resource must say where its {@code scale} looks. */
final class ScaleRules {
  private final Problems problems = new Problems();
  private final MapValue object;

  private ScaleRules(MapValue object) {
    this.object = object;
  }

  static List<Cause> problems(ServedKind kind, MapValue object) {
    if (kind.isBuiltIn() || !kind.has(ServedKind.Trait.SCALE)) {
      return List.of();
    }
    ScaleRules rules = new ScaleRules(object);
    rules.checkReplicas(kind.form().scale().replicas());
    rules.checkReplicas(kind.form().scale().current());
    if (!kind.form().scale().selector().isEmpty()) {
      rules.checkSelector(kind.form().scale().selector());
    }
    return rules.problems.causes();
  }

  private void checkReplicas(String path) {
    Value value = valueAt(path, "0");
    if (value == null || !isOf("int64", value, path, "0")) {
      return;
    }
    long replicas = value.asInteger().orElse(0L);
    if (replicas < 0) {
      problems.invalid(path, value, "should be a non-negative integer");
    } else if (replicas > Integer.MAX_VALUE) {
      problems.invalid(path, value, "should be less than or equal to " + Integer.MAX_VALUE);
    }
  }

  private void checkSelector(String path) {
    Value value = valueAt(path, "\"\"");
    if (value != null) {
      isOf("string", value, path, "\"\"");
    }
  }

  /** Null if there is nothing, or no way to it. */
  private @Nullable Value valueAt(String path, String shown) {
    Value at = object;
    for (String key : ScalePaths.keys(path)) {
      if (!isOf("map[string]interface{}", at, path, shown)) {
        return null;
      }
      at = at.at(key).orElse(null);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private boolean isOf(String expected, Value value, String path, String shown) {
    String type = typeOf(value);
    if (type.replace(" ", "").equals(expected)) {
      return true;
    }
    problems.invalid(
        path,
        shown,
        "%s accessor error: %s is of the type %s, expected %s"
            .formatted(path, plain(value), type, expected));
    return false;
  }

  private static String typeOf(Value value) {
    return switch (value.type()) {
      case MAP -> "map[string]interface {}";
      case LIST -> "[]interface {}";
      case TEXT -> "string";
      case INTEGER -> "int64";
      case DECIMAL -> "float64";
      case BOOLEAN -> "bool";
      case NULL -> "<nil>";
    };
  }

  /** As Go prints a value without its type. */
  private static String plain(Value value) {
    return switch (value.type()) {
      case MAP ->
          new TreeMap<>(value.mapAt().entries())
              .entrySet().stream()
                  .map((Map.Entry<String, Value> e) -> e.getKey() + ":" + plain(e.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
      case LIST ->
          value.itemsAt().stream()
              .map(ScaleRules::plain)
              .collect(Collectors.joining(" ", "[", "]"));
      case NULL -> "<nil>";
      case DECIMAL ->
          new BigDecimal(String.valueOf(value.toPlain())).stripTrailingZeros().toPlainString();
      default -> String.valueOf(value.toPlain());
    };
  }
}
