package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Node.Bool;
import io.gitops4j.helm.template.Node.Chain;
import io.gitops4j.helm.template.Node.Command;
import io.gitops4j.helm.template.Node.Dot;
import io.gitops4j.helm.template.Node.Field;
import io.gitops4j.helm.template.Node.Identifier;
import io.gitops4j.helm.template.Node.Literal;
import io.gitops4j.helm.template.Node.Nil;
import io.gitops4j.helm.template.Node.Numeral;
import io.gitops4j.helm.template.Node.Operand;
import io.gitops4j.helm.template.Node.OperandVisitor;
import io.gitops4j.helm.template.Node.Pipe;
import io.gitops4j.helm.template.Node.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates pipelines and commands: what stands first in a command decides what it does. */
final class Expressions implements OperandVisitor<Expressions.Use, @Nullable Object> {
  /** Stands for the value of the command before, where there is none. */
  static final Object NONE = new Object();

  private final Execution execution;
  private final Calls calls;

  Expressions(Execution execution) {
    this.execution = execution;
    this.calls = new Calls(execution, this);
  }

  /**
   * How something is used: with what dot, arguments, and value piped in.
   *
   * @param dot at this place
   * @param node that errors of a call show; null for what is used itself
   * @param arguments that follow it
   * @param piped value, or {@link #NONE}
   */
  record Use(
      @Nullable Object dot, @Nullable Node node, List<Operand> arguments, @Nullable Object piped) {

    /** As an argument itself, or with a field taken from it. */
    static Use alone(@Nullable Object dot) {
      return new Use(dot, null, List.of(), NONE);
    }

    boolean hasArguments() {
      return !arguments.isEmpty() || piped != NONE;
    }
  }

  /** The value of a pipeline, which also goes into the variables that it declares. */
  @Nullable Object value(Pipe pipe, @Nullable Object dot) {
    execution.at(pipe);
    Object value = NONE;
    for (Command command : pipe.commands()) {
      List<Operand> words = command.words();
      List<Operand> arguments = words.size() == 1 ? List.of() : words.subList(1, words.size());
      value = Boxed.open(words.get(0).accept(this, new Use(dot, command, arguments, value)));
    }
    for (Variable variable : pipe.variables()) {
      if (pipe.assigns()) {
        execution.assign(variable, value);
      } else {
        execution.variables.push(variable.name(), value);
      }
    }
    return value;
  }

  @Override
  public @Nullable Object identifier(Identifier identifier, Use use) {
    execution.at(identifier);
    FunctionTable.Entry function = identifier.function();
    Node shown = use.node() == null ? identifier : use.node();
    return calls.call(new Calls.Callee(function, shown), use);
  }

  @Override
  public @Nullable Object field(Field field, Use use) {
    execution.at(field);
    return fields(use.dot(), field.names(), field, use);
  }

  @Override
  public @Nullable Object variable(Variable variable, Use use) {
    execution.at(variable);
    Object value = execution.variables.get(variable.name());
    if (variable.fields().isEmpty()) {
      noArguments(variable, use);
      return value;
    }
    return fields(value, variable.fields(), variable, use);
  }

  @Override
  public @Nullable Object chain(Chain chain, Use use) {
    execution.at(chain);
    if (chain.operand() instanceof Nil) {
      throw execution.error("indirection through explicit nil in " + chain);
    }
    Object value = chain.operand().accept(calls.arguments(), new Arguments.Ask(use.dot(), null));
    return fields(value, chain.fields(), chain, use);
  }

  @Override
  public @Nullable Object pipe(Pipe pipe, Use use) {
    noArguments(pipe, use);
    return nested(pipe, use.dot());
  }

  /** The value of a pipeline in parentheses. */
  @Nullable Object nested(Pipe pipe, @Nullable Object dot) {
    execution.meter.enter();
    try {
      return value(pipe, dot);
    } finally {
      execution.meter.leave();
    }
  }

  @Override
  public @Nullable Object dot(Dot dot, Use use) {
    constant(dot, use);
    return use.dot();
  }

  @Override
  public @Nullable Object nil(Nil nil, Use use) {
    constant(nil, use);
    throw execution.error("nil is not a command");
  }

  @Override
  public @Nullable Object bool(Bool bool, Use use) {
    constant(bool, use);
    return bool.value();
  }

  @Override
  public @Nullable Object number(Numeral number, Use use) {
    constant(number, use);
    return ideal(number);
  }

  /** A number without a type that is asked for. */
  Object ideal(Numeral number) {
    execution.at(number);
    Object value = number.literal().ideal();
    if (value == null) {
      throw execution.error(number + " overflows int");
    }
    return value;
  }

  @Override
  public @Nullable Object literal(Literal literal, Use use) {
    constant(literal, use);
    return literal.value();
  }

  private void constant(Operand operand, Use use) {
    execution.at(operand);
    noArguments(operand, use);
  }

  private void noArguments(Operand operand, Use use) {
    if (use.hasArguments()) {
      throw execution.error("can't give argument to non-function " + operand);
    }
  }

  /** Field after field; the last one takes the arguments. */
  private @Nullable Object fields(
      @Nullable Object start, List<String> names, Operand node, Use use) {
    Object value = start;
    int last = names.size() - 1;
    for (int i = 0; i < last; i++) {
      value = calls.field(value, names.get(i), node, Use.alone(use.dot()));
    }
    return calls.field(value, names.get(last), node, use);
  }
}
