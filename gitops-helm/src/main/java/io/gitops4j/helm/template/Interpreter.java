package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Node.Action;
import io.gitops4j.helm.template.Node.Conditional;
import io.gitops4j.helm.template.Node.Exit;
import io.gitops4j.helm.template.Node.Invocation;
import io.gitops4j.helm.template.Node.Pipe;
import io.gitops4j.helm.template.Node.Range;
import io.gitops4j.helm.template.Node.Statement;
import io.gitops4j.helm.template.Node.StatementVisitor;
import io.gitops4j.helm.template.Node.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes the statements of a template. */
final class Interpreter implements StatementVisitor<Interpreter.Flow> {
  private static final String NO_VALUE = "<no value>";

  private final Execution execution;
  private final Meter meter;
  private final Expressions expressions;
  private @Nullable Object dot;

  private Interpreter(Execution execution) {
    this.execution = execution;
    this.meter = execution.meter;
    this.expressions = new Expressions(execution);
  }

  /** How a statement ends: whether the loop around it goes on with the next statement. */
  enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  /** Executes a template with some data, which is what the dot and the root variable are. */
  static void execute(
      Template template, @Nullable Object data, TemplateEvaluation evaluation, StringBuilder out) {
    Execution execution = new Execution(template, evaluation, out);
    execution.variables.push("$", data);
    new Interpreter(execution).body(template.statements(), data);
  }

  private Flow body(List<Statement> statements, @Nullable Object newDot) {
    Object before = dot;
    dot = newDot;
    meter.enter();
    try {
      for (int i = 0; i < statements.size(); i++) {
        Statement statement = statements.get(i);
        meter.step();
        execution.at(statement);
        Flow flow = statement.accept(this);
        if (flow != Flow.NEXT) {
          return flow;
        }
      }
      return Flow.NEXT;
    } finally {
      meter.leave();
      dot = before;
    }
  }

  @Override
  public Flow text(Text text) {
    meter.output(text.bytes());
    execution.out.append(text.text());
    return Flow.NEXT;
  }

  @Override
  public Flow action(Action action) {
    Object value = expressions.value(action.pipe(), dot);
    if (action.pipe().variables().isEmpty()) {
      execution.at(action);
      String text = printed(value);
      meter.output(text.length());
      execution.out.append(text);
    }
    return Flow.NEXT;
  }

  private String printed(@Nullable Object value) {
    String printed = value instanceof GoObject object ? object.printed() : null;
    return printed != null ? printed : value == null ? NO_VALUE : Fmt.value(meter, value);
  }

  @Override
  public Flow conditional(Conditional conditional) {
    int mark = execution.variables.mark();
    try {
      Object value = expressions.value(conditional.pipe(), dot);
      if (GoValues.isTrue(value)) {
        return body(conditional.body(), conditional.setsDot() ? value : dot);
      }
      List<Statement> otherwise = conditional.otherwise();
      return otherwise == null ? Flow.NEXT : body(otherwise, dot);
    } finally {
      execution.variables.reset(mark);
    }
  }

  @Override
  public Flow range(Range range) {
    int mark = execution.variables.mark();
    try {
      Object value = GoValues.underlying(expressions.value(range.pipe(), dot));
      Loop loop = new Loop(range, execution.variables.mark());
      boolean ran = Iteration.over(value, loop, range.pipe().variables().size(), execution);
      List<Statement> otherwise = range.otherwise();
      return ran || otherwise == null ? Flow.NEXT : body(otherwise, dot);
    } finally {
      execution.variables.reset(mark);
    }
  }

  /** The body of a loop, done once for each element. */
  private final class Loop implements Iteration.Body {
    private final Range range;
    private final int mark;

    Loop(Range range, int mark) {
      this.range = range;
      this.mark = mark;
    }

    @Override
    public boolean once(@Nullable Object index, @Nullable Object element) {
      meter.step();
      Pipe pipe = range.pipe();
      if (pipe.assigns()) {
        assign(pipe, index, element);
      } else {
        declare(pipe, index, element);
      }
      Flow flow = body(range.body(), element);
      execution.variables.reset(mark);
      return flow != Flow.BREAK;
    }

    private void assign(Pipe pipe, @Nullable Object index, @Nullable Object element) {
      int count = pipe.variables().size();
      execution.assign(pipe.variables().get(0), count > 1 ? index : element);
      if (count > 1) {
        execution.assign(pipe.variables().get(1), element);
      }
    }

    private void declare(Pipe pipe, @Nullable Object index, @Nullable Object element) {
      int count = pipe.variables().size();
      if (count > 0) {
        execution.variables.setFromEnd(1, element);
      }
      if (count > 1) {
        execution.variables.setFromEnd(2, index);
      }
    }
  }

  @Override
  public Flow invocation(Invocation invocation) {
    Template template = execution.evaluation.template(invocation.name());
    if (template == null) {
      throw execution.error("template " + Quoting.quote(invocation.name()) + " not defined");
    }
    Pipe pipe = invocation.pipe();
    Object data = pipe == null ? null : expressions.value(pipe, dot);
    meter.<@Nullable Void>deeper(
        () -> {
          execute(template, data, execution.evaluation, execution.out);
          return null;
        });
    return Flow.NEXT;
  }

  @Override
  public Flow exit(Exit exit) {
    return exit.ends() ? Flow.BREAK : Flow.CONTINUE;
  }
}
