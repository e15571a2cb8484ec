package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Expressions.Use;
import io.gitops4j.helm.template.Node.Operand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls functions and methods, and takes fields. */
final class Calls {
  private final Execution execution;
  private final Arguments arguments;

  Calls(Execution execution, Expressions expressions) {
    this.execution = execution;
    this.arguments = new Arguments(execution, expressions);
  }

  Arguments arguments() {
    return arguments;
  }

  /**
   * What is called.
   *
   * @param function with its name
   * @param shown in errors
   */
  record Callee(FunctionTable.Entry function, Node shown) {}

  /** The result of a call. */
  @Nullable Object call(Callee callee, Use use) {
    FunctionTable.Entry function = callee.function();
    Signature signature = function.signature();
    int given = use.arguments().size();
    int count = given + (use.piped() == Expressions.NONE ? 0 : 1);
    String wrong = signature.wrongCount(function.name(), count);
    if (wrong != null) {
      throw execution.error(wrong);
    }
    execution.meter.step();
    if (function.function() instanceof ShortCircuit logic) {
      return shortCircuit(logic, use);
    }
    List<@Nullable Object> values = new ArrayList<>(count);
    for (int i = 0; i < given; i++) {
      values.add(arguments.value(use.arguments().get(i), use.dot(), signature.parameter(i)));
    }
    if (count > given) {
      values.add(arguments.checked(use.piped(), signature.parameter(given)));
    }
    return run(callee, use, Collections.unmodifiableList(values));
  }

  /** Evaluates arguments only until one decides. */
  private @Nullable Object shortCircuit(ShortCircuit logic, Use use) {
    Object value = null;
    for (Operand argument : use.arguments()) {
      value = arguments.value(argument, use.dot(), GoType.VALUE);
      if (GoValues.isTrue(value) == logic.stopsAt()) {
        return value;
      }
    }
    return use.piped() == Expressions.NONE ? value : Boxed.open(use.piped());
  }

  private @Nullable Object run(Callee callee, Use use, List<@Nullable Object> values) {
    FunctionTable.Entry function = callee.function();
    try {
      if (function.function() == Builtins.CALL) {
        throw Builtins.notCallable(values.get(0), use.arguments());
      }
      return function.function().call(new Call(execution.evaluation, values));
    } catch (TemplateFailure e) {
      throw failed(callee, e);
    } catch (BudgetException e) {
      throw e;
    } catch (RuntimeException e) {
      // As in Go, where a function that panics fails: a chart can't bring down who renders it.
      throw failed(callee, new FunctionException("internal error: " + e, e));
    }
  }

  private TemplateException failed(Callee callee, TemplateFailure cause) {
    execution.at(callee.shown());
    return execution.error("error calling " + callee.function().name() + ": ", cause);
  }

  /** A field of a value, or what a method of it gives. */
  @Nullable Object field(@Nullable Object receiver, String name, Operand node, Use use) {
    Object value = Boxed.open(receiver);
    if (receiver == null) {
      return null;
    } else if (value == null) {
      throw execution.error("nil pointer evaluating interface {}." + name);
    }
    GoObject.Method typed = GoValues.typeOf(value).method(value, name);
    if (typed != null) {
      return call(callee(name, typed, node), use);
    } else if (value instanceof GoMap map) {
      return entry(map, name, use);
    } else if (value instanceof GoObject object) {
      GoObject.Member member = object.member(name);
      if (member instanceof GoObject.Field field) {
        return plain(field, name, use);
      } else if (member instanceof GoObject.Method method) {
        return call(callee(name, method, node), use);
      }
    }
    String type = receiver instanceof Boxed ? "interface {}" : GoValues.typeName(value);
    throw execution.error("can't evaluate field %s in type %s".formatted(name, type));
  }

  private static Callee callee(String name, GoObject.Method method, Operand node) {
    return new Callee(new FunctionTable.Entry(name, method.signature(), method.function()), node);
  }

  private @Nullable Object entry(GoMap map, String name, Use use) {
    if (use.hasArguments()) {
      throw execution.error(name + " is not a method but has arguments");
    }
    Object value = map.get(name);
    GoType type = map.type().element();
    return value == null ? Zero.of(type) : Boxed.element(value, type);
  }

  private @Nullable Object plain(GoObject.Field field, String name, Use use) {
    if (use.hasArguments()) {
      throw execution.error(name + " has arguments but cannot be invoked as function");
    }
    return field.value();
  }
}
