package io.gitops4j.helm.template;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One rendering of a set of templates. Used by one thread.
 *
 * @since 0.1.0
 */
public final class TemplateEvaluation implements Evaluation {
  private static final String NO_VALUE = "<no value>";

  /** What Helm calls the root of all templates, and each text that {@code tpl} gets. */
  private static final String ROOT = "gotpl";

  private static final int MOST_INCLUDES = 1000;

  /** Of a text that failed, so much is in the error. */
  private static final int SHOWN = 10_000;

  private final TemplateParser parser;
  private final TemplateSet templates;
  private final Surroundings surroundings;
  private final Map<String, Integer> included;

  /** Starts a rendering. */
  public TemplateEvaluation(
      TemplateParser parser, TemplateSet templates, Surroundings surroundings) {
    this(parser, templates, surroundings, new HashMap<>());
  }

  private TemplateEvaluation(
      TemplateParser parser,
      TemplateSet templates,
      Surroundings surroundings,
      Map<String, Integer> included) {
    this.parser = parser;
    this.templates = templates;
    this.surroundings = surroundings;
    this.included = included;
  }

  @Override
  public Meter meter() {
    return surroundings.meter();
  }

  @Override
  public Clock clock() {
    return surroundings.clock();
  }

  @Override
  public RandomGenerator random() {
    return surroundings.random();
  }

  @Override
  public void unstable(String function) {
    surroundings.unstable().accept(function);
  }

  @Override
  public GoMap lookup(Lookup lookup) {
    return surroundings.lookup().apply(lookup);
  }

  @Nullable Template template(String name) {
    return templates.get(name);
  }

  /**
   * What a template prints for some data; nothing is printed in place of a missing value.
   *
   * @throws TemplateException if it fails
   * @throws BudgetException if it would cost more than is left
   */
  public String execute(String name, @Nullable Object data) {
    return print(named(name), data).replace(NO_VALUE, "");
  }

  @Override
  public String include(String name, @Nullable Object data) {
    int depth = included.merge(name, 1, Integer::sum);
    try {
      if (depth > MOST_INCLUDES + 1) {
        throw new FunctionException(
            "rendering template has a nested reference name: %s: unable to execute template"
                .formatted(name));
      }
      Template template = named(name);
      return meter().deeper(() -> print(template, data));
    } finally {
      included.merge(name, -1, Integer::sum);
    }
  }

  private Template named(String name) {
    Template template = templates.get(name);
    if (template == null) {
      throw new FunctionException(
          "template: no template %s associated with template %s"
              .formatted(Quoting.quote(name), Quoting.quote(ROOT)));
    }
    return template;
  }

  @Override
  public String tpl(String text, @Nullable Object data) {
    meter().steps(text.length());
    ParsedFile file = parsed(text);
    TemplateEvaluation inner = this;
    if (file.templates().size() > 1) {
      inner = new TemplateEvaluation(parser, templates.with(file), surroundings, included);
    }
    Template template = file.templates().get(ROOT);
    if (template == null) {
      throw new IllegalStateException("a file without a template of its own");
    }
    TemplateEvaluation evaluation = inner;
    try {
      return meter().deeper(() -> evaluation.print(template, data)).replace(NO_VALUE, "");
    } catch (TemplateException e) {
      throw FunctionException.because(
          "error during tpl function execution for %s: ".formatted(quoted(text)), e);
    }
  }

  private ParsedFile parsed(String text) {
    try {
      return parser.parse(ROOT, text);
    } catch (TemplateException e) {
      throw FunctionException.because("cannot parse template %s: ".formatted(quoted(text)), e);
    }
  }

  private static String quoted(String text) {
    return Quoting.quote(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
  }

  private String print(Template template, @Nullable Object data) {
    StringBuilder out = new StringBuilder();
    Interpreter.execute(template, data, this, out);
    return out.toString();
  }
}
