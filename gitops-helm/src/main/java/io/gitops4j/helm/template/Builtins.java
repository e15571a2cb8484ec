package io.gitops4j.helm.template;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.STRING;
import static io.gitops4j.helm.template.GoType.VALUE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The functions that {@code text/template} has itself.
 *
 * @since 0.1.0
 */
public final class Builtins {
  /** Told apart by the interpreter, for its error shows what stands in the template. */
  static final GoFunction CALL = Builtins::call;

  private Builtins() {}

  /** All of them. */
  public static FunctionTable table() {
    FunctionTable.Builder table = FunctionTable.builder();
    table.add("and", Signature.variadic(VALUE, VALUE), new ShortCircuit(false));
    table.add("or", Signature.variadic(VALUE, VALUE), new ShortCircuit(true));
    table.add("not", Signature.of(VALUE), call -> !GoValues.isTrue(call.get(0)));
    table.add("call", Signature.variadic(VALUE, VALUE), CALL);
    table.add(
        "index",
        Signature.variadic(VALUE, VALUE),
        call -> Indexing.index(call.get(0), call.from(1)));
    table.add(
        "slice",
        Signature.variadic(VALUE, VALUE),
        call -> Indexing.slice(call.get(0), call.from(1)));
    table.add("len", Signature.of(VALUE), call -> (long) Indexing.length(call.get(0)));
    comparison(table);
    printing(table);
    return table.build();
  }

  private static void comparison(FunctionTable.Builder table) {
    Signature two = Signature.of(VALUE, VALUE);
    table.add(
        "eq",
        Signature.variadic(VALUE, VALUE),
        call -> Comparison.isAny(call.meter(), call.get(0), call.from(1)));
    table.add("ne", two, call -> !Comparison.isAny(call.meter(), call.get(0), call.from(1)));
    table.add("lt", two, call -> Comparison.less(call.get(0), call.get(1)));
    table.add("le", two, call -> lessOrEqual(call, call.get(0), call.get(1)));
    table.add("gt", two, call -> !lessOrEqual(call, call.get(0), call.get(1)));
    table.add("ge", two, call -> !Comparison.less(call.get(0), call.get(1)));
  }

  private static boolean lessOrEqual(Call call, @Nullable Object left, @Nullable Object right) {
    return Comparison.less(left, right)
        || Comparison.isAny(call.meter(), left, Arrays.asList(right));
  }

  private static void printing(FunctionTable.Builder table) {
    Signature any = Signature.variadic(ANY);
    table.add("print", any, call -> Fmt.sprint(call.meter(), call.args()));
    table.add("println", any, call -> Fmt.sprintln(call.meter(), call.args()));
    table.add(
        "printf",
        Signature.variadic(STRING, ANY),
        call -> Fmt.sprintf(call.meter(), call.string(0), call.from(1)));
    table.add("html", any, call -> escaped(call, Escapes::html));
    table.add("js", any, call -> escaped(call, Escapes::js));
    table.add("urlquery", any, call -> escaped(call, Escapes::query));
  }

  private static String escaped(Call call, UnaryOperator<String> escape) {
    List<@Nullable Object> args = new ArrayList<>(call.args());
    args.replaceAll(arg -> arg == null ? "<no value>" : arg);
    String text = Fmt.sprint(call.meter(), args);
    call.meter().allocate(text.length() * 6L);
    return escape.apply(text);
  }

  /** The function {@code call}: no value that templates of Helm see is a function. */
  static FunctionException notCallable(@Nullable Object function, List<? extends Node> written) {
    if (function == null) {
      return new FunctionException("call of nil");
    }
    String type = GoValues.typeName(function);
    String piped = function instanceof String text ? text : "<" + type + " Value>";
    String shown = written.isEmpty() ? piped : written.get(0).toString();
    return new FunctionException("non-function %s of type %s".formatted(shown, type));
  }

  private static Object call(Call call) {
    throw new IllegalStateException("the interpreter knows what is called");
  }
}
