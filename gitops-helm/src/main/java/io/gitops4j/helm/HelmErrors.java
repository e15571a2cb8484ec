package io.gitops4j.helm;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.UnrenderableException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the engine says into a reason and a place in the repository. */
final class HelmErrors {
  private static final Pattern FAILED_CALL =
      Pattern.compile(
          "template: (?<file>[^\\s:]+):(?<line>\\d+)(:(?<column>\\d+))?: (executing \"[^\"]*\" at )?");
  private static final Pattern SYNTAX =
      Pattern.compile("parse error at \\((?<file>[^\\s:]+):(?<line>\\d+)\\): ");
  private static final Pattern STOPPED =
      Pattern.compile(
          "execution error at \\((?<file>[^\\s:]+):(?<line>\\d+)(:(?<column>\\d+))?\\): ");
  private static final Pattern NO_YAML =
      Pattern.compile(
          "YAML parse error on (?<file>[^\\s:]+): (error converting YAML to JSON: )?(yaml: )?(line (?<line>\\d+): )?");
  private static final Pattern MISSING_DEPENDENCIES =
      Pattern.compile("found in Chart\\.yaml, but missing in charts/ directory: (?<names>.*)");

  private final RenderRequest request;
  private final Set<String> files;

  /**
   * For one chart.
   *
   * @param files the paths of the chart's files below its folder
   */
  HelmErrors(RenderRequest request, Set<String> files) {
    this.request = request;
    this.files = files;
  }

  /**
   * Translates.
   *
   * @param folder where the engine read the chart
   */
  UnrenderableException explain(String said, Path folder) {
    String message = said.replace(folder + "/", "").replace(folder.toString(), "the chart");
    if (message.contains("error calling lookup")) {
      return innermost(
          message, "lookup can't be answered here, inside text that a template evaluates: ");
    }
    Matcher dependencies = MISSING_DEPENDENCIES.matcher(message);
    if (dependencies.find()) {
      return missingDependencies(dependencies.group("names"));
    }
    Matcher noYaml = NO_YAML.matcher(message);
    if (noYaml.find()) {
      String reason = "what the template renders is no YAML: " + message.substring(noYaml.end());
      return at(noYaml, " (rendered)", reason);
    }
    for (Pattern stopped : new Pattern[] {STOPPED, SYNTAX}) {
      Matcher matcher = stopped.matcher(message);
      if (matcher.find()) {
        return at(matcher, "", message.substring(matcher.end()));
      }
    }
    return innermost(message, "");
  }

  // The last place is where it happened, the earlier ones are how it came there.
  private UnrenderableException innermost(String message, String lead) {
    Matcher call = FAILED_CALL.matcher(message);
    int last = -1;
    while (call.find()) {
      boolean evaluatedText = call.group("file").equals("gotpl");
      last = evaluatedText && last >= 0 ? last : call.start();
    }
    if (last < 0) {
      return new UnrenderableException(lead + message);
    }
    call.find(last);
    return at(call, "", lead + message.substring(call.end()));
  }

  private UnrenderableException missingDependencies(String names) {
    return new UnrenderableException(
        new SourcePosition(request.resolve("Chart.yaml"), 1, 1),
        "the chart depends on %s, which is not in its folder 'charts': run 'helm dependency build' and commit what it puts there"
            .formatted(names),
        null);
  }

  private UnrenderableException at(Matcher place, String suffix, String reason) {
    String line = place.group("line");
    SourcePosition position =
        new SourcePosition(
            path(place.group("file")) + suffix,
            line == null ? 1 : Math.max(1, Integer.parseInt(line)),
            column(place));
    return new UnrenderableException(position, reason.strip(), null);
  }

  private static int column(Matcher place) {
    @Nullable String column =
        place.pattern().pattern().contains("<column>") ? place.group("column") : null;
    // The engine counts from 0.
    return column == null ? 1 : Integer.parseInt(column) + 1;
  }

  private String path(String template) {
    String original = PreparedChart.originalName(template);
    String below = original.substring(original.indexOf('/') + 1);
    return files.contains(below) ? request.resolve(below) : original;
  }
}
