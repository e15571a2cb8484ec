package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/** One template while it is executed. Used by one thread. */
final class Execution {
  final Template template;
  final TemplateEvaluation evaluation;
  final Meter meter;
  final StringBuilder out;
  final Variables variables = new Variables();
  private @Nullable Node at;

  Execution(Template template, TemplateEvaluation evaluation, StringBuilder out) {
    this.template = template;
    this.evaluation = evaluation;
    this.meter = evaluation.meter();
    this.out = out;
  }

  /** Remembers what is evaluated, for errors. */
  void at(Node node) {
    at = node;
  }

  /** Sets the innermost variable of a name, which need not exist. */
  void assign(Node.Variable variable, @Nullable Object value) {
    if (!variables.set(variable.name(), value)) {
      throw error("undefined variable: " + variable.name());
    }
  }

  TemplateException error(String message) {
    return error(message, null);
  }

  TemplateException error(String message, @Nullable TemplateFailure cause) {
    Node node = at;
    if (node == null) {
      return new TemplateException(null, template.name() + ": " + message, cause);
    }
    return template.source().executionError(template.name(), node, message, cause);
  }
}
