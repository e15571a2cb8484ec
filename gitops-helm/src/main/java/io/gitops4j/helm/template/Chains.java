package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Node.Chain;
import io.gitops4j.helm.template.Node.Field;
import io.gitops4j.helm.template.Node.Operand;
import io.gitops4j.helm.template.Node.OperandVisitor;
import io.gitops4j.helm.template.Node.Variable;
import java.util.ArrayList;
import java.util.List;

/** Puts fields behind an operand: fields and variables take them in, others become a chain. */
final class Chains implements OperandVisitor<List<String>, Operand> {
  private final int position;

  private Chains(int position) {
    this.position = position;
  }

  static Operand extend(Operand operand, int position, List<String> names) {
    return operand.accept(new Chains(position), names);
  }

  @Override
  public Operand field(Field field, List<String> names) {
    return new Field(position, joined(field.names(), names));
  }

  @Override
  public Operand variable(Variable variable, List<String> names) {
    return new Variable(position, variable.name(), joined(variable.fields(), names));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return List.copyOf(joined);
  }

  @Override
  public Operand identifier(Node.Identifier identifier, List<String> names) {
    return new Chain(position, identifier, names);
  }

  @Override
  public Operand chain(Chain chain, List<String> names) {
    return new Chain(position, chain, names);
  }

  @Override
  public Operand pipe(Node.Pipe pipe, List<String> names) {
    return new Chain(position, pipe, names);
  }

  @Override
  public Operand dot(Node.Dot dot, List<String> names) {
    return new Chain(position, dot, names);
  }

  @Override
  public Operand nil(Node.Nil nil, List<String> names) {
    return new Chain(position, nil, names);
  }

  @Override
  public Operand bool(Node.Bool bool, List<String> names) {
    return new Chain(position, bool, names);
  }

  @Override
  public Operand number(Node.Numeral number, List<String> names) {
    return new Chain(position, number, names);
  }

  @Override
  public Operand literal(Node.Literal literal, List<String> names) {
    return new Chain(position, literal, names);
  }
}
