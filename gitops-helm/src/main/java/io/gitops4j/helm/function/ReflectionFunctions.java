package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Signature;

/** Functions that tell types and kinds. */
final class ReflectionFunctions {
  private ReflectionFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature nameAndValue = Signature.of(STRING, ANY);
    table.add("typeOf", Signature.of(ANY), call -> GoValues.typeName(call.get(0)));
    table.add("kindOf", Signature.of(ANY), call -> kind(call, 0));
    table.add("typeIs", nameAndValue, call -> call.string(0).equals(type(call)));
    table.add("typeIsLike", nameAndValue, ReflectionFunctions::isLike);
    table.add("kindIs", nameAndValue, call -> call.string(0).equals(kind(call, 1)));
  }

  private static String kind(Call call, int index) {
    return GoValues.kindOf(call.get(index)).text();
  }

  private static String type(Call call) {
    return GoValues.typeName(call.get(1));
  }

  private static boolean isLike(Call call) {
    String type = type(call);
    return type.equals(call.string(0)) || type.equals("*" + call.string(0));
  }
}
