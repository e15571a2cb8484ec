package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Expressions.Use;
import io.gitops4j.helm.template.Node.Bool;
import io.gitops4j.helm.template.Node.Chain;
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
import org.jspecify.annotations.Nullable;

/** Evaluates arguments for the types of their parameters. */
final class Arguments implements OperandVisitor<Arguments.Ask, @Nullable Object> {
  private final Execution execution;
  private final Expressions expressions;

  Arguments(Execution execution, Expressions expressions) {
    this.execution = execution;
    this.expressions = expressions;
  }

  /**
   * What is asked for.
   *
   * @param dot at this place
   * @param type of the parameter; null takes any value as it is
   */
  record Ask(@Nullable Object dot, @Nullable GoType type) {}

  /** The value of an argument, fit for a type. */
  @Nullable Object value(Operand operand, @Nullable Object dot, GoType type) {
    execution.at(operand);
    return operand.accept(this, new Ask(dot, type));
  }

  /** A value, if it fits a type. */
  @Nullable Object checked(@Nullable Object value, @Nullable GoType type) {
    if (type == null) {
      return value;
    }
    boolean any = type.kind() == GoKind.INTERFACE || type.equals(GoType.VALUE);
    Object open = Boxed.open(value);
    if (any) {
      return open;
    } else if (open == null && value != null) {
      throw execution.error("wrong type for value; expected %s; got interface {}".formatted(type));
    }
    String wrong = Signature.wrongType(open, type);
    if (wrong != null) {
      throw execution.error(wrong);
    }
    return open;
  }

  @Override
  public @Nullable Object identifier(Identifier identifier, Ask ask) {
    return checked(expressions.identifier(identifier, Use.alone(ask.dot())), ask.type());
  }

  @Override
  public @Nullable Object field(Field field, Ask ask) {
    return checked(expressions.field(field, Use.alone(ask.dot())), ask.type());
  }

  @Override
  public @Nullable Object variable(Variable variable, Ask ask) {
    return checked(expressions.variable(variable, Use.alone(ask.dot())), ask.type());
  }

  @Override
  public @Nullable Object chain(Chain chain, Ask ask) {
    return checked(expressions.chain(chain, Use.alone(ask.dot())), ask.type());
  }

  @Override
  public @Nullable Object pipe(Pipe pipe, Ask ask) {
    return checked(expressions.nested(pipe, ask.dot()), ask.type());
  }

  @Override
  public @Nullable Object dot(Dot dot, Ask ask) {
    return checked(ask.dot(), ask.type());
  }

  @Override
  public @Nullable Object nil(Nil nil, Ask ask) {
    GoType type = ask.type();
    if (type != null && (type.kind().canBeNil() || type.equals(GoType.VALUE))) {
      return null;
    }
    throw execution.error("cannot assign nil to " + type);
  }

  @Override
  public @Nullable Object bool(Bool bool, Ask ask) {
    GoKind kind = kind(ask);
    if (kind == GoKind.BOOL || kind == GoKind.INTERFACE) {
      return bool.value();
    }
    throw mismatch(bool, ask);
  }

  @Override
  public @Nullable Object literal(Literal literal, Ask ask) {
    GoKind kind = kind(ask);
    if (kind == GoKind.STRING || kind == GoKind.INTERFACE) {
      return literal.value();
    }
    throw mismatch(literal, ask);
  }

  @Override
  public @Nullable Object number(Numeral number, Ask ask) {
    GoKind kind = kind(ask);
    NumberLiteral literal = number.literal();
    if (kind == GoKind.INTERFACE) {
      return expressions.ideal(number);
    } else if (kind.isSigned() && literal.signed() != null) {
      return kind == GoKind.INT ? literal.signed() : (Object) new GoNumber(kind, literal.signed());
    } else if (kind.isUnsigned() && literal.unsigned() != null) {
      return new GoNumber(kind, literal.unsigned());
    } else if (kind.isFloat() && literal.decimal() != null) {
      return kind == GoKind.FLOAT64
          ? literal.decimal()
          : (Object) new GoNumber(kind, literal.decimal());
    }
    throw mismatch(number, ask);
  }

  /** The kind that is asked for; what takes anything counts as an interface. */
  private static GoKind kind(Ask ask) {
    GoType type = ask.type();
    return type == null || type.equals(GoType.VALUE) ? GoKind.INTERFACE : type.kind();
  }

  private TemplateException mismatch(Operand operand, Ask ask) {
    GoKind kind = kind(ask);
    String expected =
        kind.isSigned()
            ? "integer"
            : kind.isUnsigned() ? "unsigned integer" : kind.isFloat() ? "float" : kind.text();
    if (kind == GoKind.BOOL || kind == GoKind.STRING || !expected.equals(kind.text())) {
      return execution.error("expected %s; found %s".formatted(expected, operand));
    }
    return execution.error("can't handle %s for arg of type %s".formatted(operand, ask.type()));
  }
}
