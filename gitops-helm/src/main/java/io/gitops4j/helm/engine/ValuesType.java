package io.gitops4j.helm.engine;

import io.gitops4j.helm.format.YamlWriter;
import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of {@code .Values}, which has methods of its own. */
final class ValuesType {
  static final GoType VALUES = GoType.named("common.Values", GoType.MAP, ValuesType::method);

  private ValuesType() {}

  /** Values from plain data; integers are those of {@code --set}, which are int64. */
  static GoMap values(Map<String, @Nullable Object> plain) {
    GoMap values = new GoMap(VALUES);
    plain.forEach((key, value) -> values.put(key, value(value)));
    return values;
  }

  private static @Nullable Object value(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      GoMap copy = new GoMap();
      map.forEach((key, value) -> copy.put(String.valueOf(key), value(value)));
      return copy;
    } else if (plain instanceof List<?> list) {
      return GoList.of(list.stream().map(ValuesType::value).toArray());
    }
    return plain instanceof Long number ? GoNumber.int64(number) : plain;
  }

  /** A table of values by its path, or none. */
  static GoMap table(GoMap values, String path) {
    GoMap found = find(values, path);
    return found == null ? new GoMap(VALUES) : found.as(VALUES);
  }

  private static @Nullable GoMap find(GoMap values, String path) {
    GoMap at = values;
    for (String name : path.split("\\.", -1)) {
      if (!(at.get(name) instanceof GoMap table)) {
        return null;
      }
      at = table;
    }
    return at;
  }

  private static GoObject.@Nullable Method method(Object receiver, String name) {
    GoMap values = (GoMap) receiver;
    return switch (name) {
      case "AsMap" ->
          new GoObject.Method(
              Signature.of(), call -> values.isEmpty() ? new GoMap() : values.as(GoType.MAP));
      case "YAML" ->
          new GoObject.Method(
              Signature.of(), call -> YamlWriter.compact(values, call.meter()) + "\n");
      case "Table" ->
          new GoObject.Method(Signature.of(GoType.STRING), call -> tableOf(values, call));
      case "PathValue" ->
          new GoObject.Method(Signature.of(GoType.STRING), call -> pathValue(values, call));
      default -> null;
    };
  }

  private static GoMap tableOf(GoMap values, Call call) {
    GoMap found = find(values, call.string(0));
    if (found == null) {
      throw new FunctionException("\"%s\" is not a table".formatted(call.string(0)));
    }
    return found.as(VALUES);
  }

  private static @Nullable Object pathValue(GoMap values, Call call) {
    String path = call.string(0);
    int dot = path.lastIndexOf('.');
    GoMap table = dot < 0 ? values : find(values, path.substring(0, dot));
    Object value = table == null ? null : table.get(path.substring(dot + 1));
    if (value == null || value instanceof GoMap) {
      throw new FunctionException("\"%s\" is not a value".formatted(path.substring(dot + 1)));
    }
    return value;
  }
}
