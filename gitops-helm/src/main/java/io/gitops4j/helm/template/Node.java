package io.gitops4j.helm.template;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node of a parsed template. Immutable. Prints itself as Go does, for errors show what was
 * evaluated.
 */
sealed interface Node {
  /** Index of the character that errors point to. */
  int position();

  /** Something that writes, or decides what is written. */
  sealed interface Statement extends Node {
    <R> R accept(StatementVisitor<R> visitor);
  }

  /** Something with a value: a word of a command. */
  sealed interface Operand extends Node {
    <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context);

    /** Whether it may stand after a pipe sign, at the front. */
    default boolean isExecutable() {
      return true;
    }
  }

  /** One method for each kind of statement. */
  interface StatementVisitor<R> {
    R text(Text text);

    R action(Action action);

    R conditional(Conditional conditional);

    R range(Range range);

    R invocation(Invocation invocation);

    R exit(Exit exit);
  }

  /** One method for each kind of operand. */
  interface OperandVisitor<C, R extends @Nullable Object> {
    R identifier(Identifier identifier, C context);

    R field(Field field, C context);

    R variable(Variable variable, C context);

    R chain(Chain chain, C context);

    R pipe(Pipe pipe, C context);

    R dot(Dot dot, C context);

    R nil(Nil nil, C context);

    R bool(Bool bool, C context);

    R number(Numeral number, C context);

    R literal(Literal literal, C context);
  }

  /** What is written as it stands. */
  record Text(int position, String text, int bytes) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.text(this);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A pipeline whose value is written, unless it goes into a variable. */
  record Action(int position, Pipe pipe) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.action(this);
    }

    @Override
    public String toString() {
      return "{{" + pipe + "}}";
    }
  }

  /** {@code if}, or {@code with}, which sets the dot. */
  record Conditional(
      int position,
      boolean setsDot,
      Pipe pipe,
      List<Statement> body,
      @Nullable List<Statement> otherwise)
      implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.conditional(this);
    }

    @Override
    public String toString() {
      return "{{" + (setsDot ? "with " : "if ") + pipe + "}}";
    }
  }

  /** {@code range}. */
  record Range(int position, Pipe pipe, List<Statement> body, @Nullable List<Statement> otherwise)
      implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.range(this);
    }

    @Override
    public String toString() {
      return "{{range " + pipe + "}}";
    }
  }

  /** {@code template}: writes what another template prints. */
  record Invocation(int position, String name, @Nullable Pipe pipe) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.invocation(this);
    }

    @Override
    public String toString() {
      return "{{template " + Quoting.quote(name) + (pipe == null ? "" : " " + pipe) + "}}";
    }
  }

  /** {@code break} or {@code continue}. */
  record Exit(int position, boolean ends) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.exit(this);
    }

    @Override
    public String toString() {
      return ends ? "{{break}}" : "{{continue}}";
    }
  }

  /** Commands, each of which gets the value of the one before as its last argument. */
  record Pipe(int position, List<Variable> variables, boolean assigns, List<Command> commands)
      implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.pipe(this, context);
    }

    @Override
    public String toString() {
      String piped = commands.stream().map(Command::toString).collect(Collectors.joining(" | "));
      String names = variables.stream().map(Variable::toString).collect(Collectors.joining(", "));
      return variables.isEmpty() ? piped : names + (assigns ? " = " : " := ") + piped;
    }
  }

  /** A function, a method or a value, and arguments. */
  record Command(int position, List<Operand> words) implements Node {
    @Override
    public String toString() {
      return words.stream()
          .map(word -> word instanceof Pipe ? "(" + word + ")" : word.toString())
          .collect(Collectors.joining(" "));
    }
  }

  /** The name of a function. */
  record Identifier(int position, FunctionTable.Entry function) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.identifier(this, context);
    }

    @Override
    public String toString() {
      return function.name();
    }
  }

  /** A field of the dot, and fields of that. */
  record Field(int position, List<String> names) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.field(this, context);
    }

    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  /** A variable with its dollar sign, and fields of it. */
  record Variable(int position, String name, List<String> fields) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.variable(this, context);
    }

    @Override
    public String toString() {
      return fields.isEmpty() ? name : name + "." + String.join(".", fields);
    }
  }

  /** Fields of what something in parentheses gives. */
  record Chain(int position, Operand operand, List<String> fields) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.chain(this, context);
    }

    @Override
    public String toString() {
      String text = operand instanceof Pipe ? "(" + operand + ")" : operand.toString();
      return text + "." + String.join(".", fields);
    }
  }

  /** The dot alone. */
  record Dot(int position) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.dot(this, context);
    }

    @Override
    public boolean isExecutable() {
      return false;
    }

    @Override
    public String toString() {
      return ".";
    }
  }

  /** The word nil. */
  record Nil(int position) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.nil(this, context);
    }

    @Override
    public boolean isExecutable() {
      return false;
    }

    @Override
    public String toString() {
      return "nil";
    }
  }

  /** True or false. */
  record Bool(int position, boolean value) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.bool(this, context);
    }

    @Override
    public boolean isExecutable() {
      return false;
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** A number or the constant of a character. */
  record Numeral(int position, NumberLiteral literal) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.number(this, context);
    }

    @Override
    public boolean isExecutable() {
      return false;
    }

    @Override
    public String toString() {
      return literal.text();
    }
  }

  /** A string, with the text that it was written as. */
  record Literal(int position, String written, String value) implements Operand {
    @Override
    public <C, R extends @Nullable Object> R accept(OperandVisitor<C, R> visitor, C context) {
      return visitor.literal(this, context);
    }

    @Override
    public boolean isExecutable() {
      return false;
    }

    @Override
    public String toString() {
      return written;
    }
  }
}
