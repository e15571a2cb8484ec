package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Evaluation;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.Signature;

/** Functions that call templates, or look outside. */
final class TemplateFunctions {
  private TemplateFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature textAndData = Signature.of(STRING, ANY);
    table.add(
        "include", textAndData, call -> call.evaluation().include(call.string(0), call.get(1)));
    table.add("tpl", textAndData, call -> call.evaluation().tpl(call.string(0), call.get(1)));
    table.add(
        "lookup",
        Signature.of(STRING, STRING, STRING, STRING),
        call -> {
          call.evaluation().unstable("lookup");
          return call.evaluation()
              .lookup(
                  new Evaluation.Lookup(
                      call.string(0), call.string(1), call.string(2), call.string(3)));
        });
    // Helm resolves names only if told to; here nothing leaves the process.
    table.add("getHostByName", Signature.of(STRING), call -> "");
  }
}
