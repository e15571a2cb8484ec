package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.BOOL;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Signature;
import org.jspecify.annotations.Nullable;

/** Functions that choose values, or end the rendering. */
final class FlowFunctions {
  private FlowFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    table.add("default", Signature.variadic(ANY, ANY), FlowFunctions::orDefault);
    table.add("empty", Signature.of(ANY), call -> !GoValues.isTrue(call.get(0)));
    table.add("coalesce", Signature.variadic(ANY), FlowFunctions::firstTrue);
    table.add("ternary", Signature.of(ANY, ANY, BOOL), call -> call.get(call.bool(2) ? 0 : 1));
    table.add("required", Signature.of(STRING, ANY), FlowFunctions::required);
    table.add(
        "fail",
        Signature.of(STRING),
        call -> {
          throw ended(call.string(0));
        });
  }

  private static @Nullable Object orDefault(Call call) {
    boolean given = call.size() > 1 && GoValues.isTrue(call.get(1));
    return call.get(given ? 1 : 0);
  }

  private static @Nullable Object firstTrue(Call call) {
    for (Object value : call.args()) {
      if (GoValues.isTrue(value)) {
        return value;
      }
    }
    return null;
  }

  private static Object required(Call call) {
    Object value = call.get(1);
    if (value == null || value.equals("")) {
      throw ended(call.string(0));
    }
    return value;
  }

  /**
   * The marks are Helm's: what stands between them is all that is said about a failed rendering.
   */
  private static FunctionException ended(String message) {
    return new FunctionException("HELM_ERR_START" + message + "HELM_ERR_END");
  }
}
