package io.gitops4j.helm.engine;

import io.gitops4j.helm.chart.ReleaseChart;
import io.gitops4j.helm.engine.ChartTemplates.ChartTemplate;
import io.gitops4j.helm.function.Functions;
import io.gitops4j.helm.template.BudgetException;
import io.gitops4j.helm.template.Builtins;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.ParsedFile;
import io.gitops4j.helm.template.Surroundings;
import io.gitops4j.helm.template.TemplateEvaluation;
import io.gitops4j.helm.template.TemplateException;
import io.gitops4j.helm.template.TemplateParser;
import io.gitops4j.helm.template.TemplateSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Renders charts as {@code helm template} does. Thread-safe: one for all renderings, for it keeps
 * the templates that it parsed.
 */
public final class ChartEngine {
  /** Of parsed templates, about 20 times as much memory. */
  private static final long KEPT_CHARACTERS = 16L << 20;

  private final TemplateParser parser =
      new TemplateParser(
          FunctionTable.builder().addAll(Builtins.table()).addAll(Functions.table()).build(),
          KEPT_CHARACTERS);

  /** An engine that knows no template yet. */
  public ChartEngine() {}

  /**
   * Renders a chart.
   *
   * @throws ChartFailure if a template is wrong, with what Helm says about it
   * @throws BudgetException if it would cost more than is left
   */
  public RenderedRelease render(ReleaseChart chart, ReleaseFacts facts, Surroundings surroundings) {
    Set<String> unstable = new TreeSet<>();
    Surroundings watched =
        new Surroundings(
            surroundings.meter(),
            surroundings.clock(),
            surroundings.random(),
            name -> {
              unstable.add(name);
              surroundings.unstable().accept(name);
            },
            surroundings.lookup());
    try {
      List<ChartTemplate> templates = ChartTemplates.of(chart, facts).inOrder();
      Map<String, String> outputs = outputs(templates, watched);
      Documents documents = new Documents(surroundings.meter());
      documents.addDefinitions(chart.chart(), chart.chart().name());
      outputs.forEach(documents::addOutput);
      return documents.release(unstable);
    } catch (StackOverflowError e) {
      throw new BudgetException("the templates are nested too deep");
    }
  }

  private Map<String, String> outputs(List<ChartTemplate> templates, Surroundings surroundings) {
    TemplateSet set = TemplateSet.of(parsed(templates));
    TemplateEvaluation evaluation = new TemplateEvaluation(parser, set, surroundings);
    Map<String, String> outputs = new TreeMap<>();
    for (ChartTemplate template : templates) {
      if (!template.isPartial()) {
        String output = output(template, evaluation);
        if (!template.isNotes()) {
          outputs.put(template.name(), output);
        }
      }
    }
    return outputs;
  }

  private List<ParsedFile> parsed(List<ChartTemplate> templates) {
    List<ParsedFile> parsed = new ArrayList<>(templates.size());
    for (ChartTemplate template : templates) {
      try {
        parsed.add(parser.parse(template.name(), template.file().id(), template::text));
      } catch (TemplateException e) {
        throw Failures.parsing(template, e);
      }
    }
    return parsed;
  }

  private static String output(ChartTemplate template, TemplateEvaluation evaluation) {
    GoMap scope = template.scope();
    scope.put("Template", template.self());
    try {
      return evaluation.execute(template.name(), scope.as(ValuesType.VALUES));
    } catch (TemplateException e) {
      throw Failures.executing(template, e);
    } catch (FunctionException e) {
      throw new ChartFailure(e.text(), template.file().path(), 1, e);
    }
  }
}
