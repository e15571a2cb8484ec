package io.gitops4j.helm;

import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.UnrenderableException;
import io.gitops4j.helm.HelmEngine.Refused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what Helm says into a reason and a place in the repository. */
final class HelmErrors {
  private static final Pattern FAILED_CALL =
      Pattern.compile(
          "(template: )?(?<file>[^\\s:]+):(?<line>\\d+)(:(?<column>\\d+))?:?\\s+(executing \"[^\"]*\" at )?");
  private static final Pattern SYNTAX =
      Pattern.compile("parse error at \\((?<file>[^\\s:]+):(?<line>\\d+)(:(?<column>\\d+))?\\): ");
  private static final Pattern STOPPED =
      Pattern.compile(
          "execution error at \\((?<file>[^\\s:]+):(?<line>\\d+)(:(?<column>\\d+))?\\): ");
  private static final Pattern NO_YAML =
      Pattern.compile(
          "YAML parse error on (?<file>[^\\s:]+): (error converting YAML to JSON: )?(yaml: )?(line (?<line>\\d+): )?(?<column>(?!))?");

  private final TemplatePaths paths;

  HelmErrors(TemplatePaths paths) {
    this.paths = paths;
  }

  /** Translates. */
  UnrenderableException explain(Refused refused) {
    UnrenderableException explained = explain(refused.text());
    if (explained.position().isPresent() || refused.position().isEmpty()) {
      return explained;
    }
    return new UnrenderableException(refused.position().get(), refused.text(), refused);
  }

  private UnrenderableException explain(String message) {
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
    return innermost(message);
  }

  // The last place is where it happened, the earlier ones are how it came there.
  private UnrenderableException innermost(String message) {
    Matcher call = FAILED_CALL.matcher(message);
    int last = -1;
    int end = 0;
    while (call.find(end)) {
      boolean evaluatedText = call.group("file").equals("gotpl");
      last = evaluatedText && last >= 0 ? last : call.start();
      end = call.end();
    }
    if (last < 0) {
      return new UnrenderableException(message);
    }
    call.find(last);
    return at(call, "", message.substring(call.end()));
  }

  private UnrenderableException at(Matcher place, String suffix, String reason) {
    String line = place.group("line");
    String column = place.group("column");
    SourcePosition position =
        new SourcePosition(
            paths.of(place.group("file")) + suffix,
            line == null ? 1 : Math.max(1, Integer.parseInt(line)),
            // The engine counts from 0.
            column == null ? 1 : Integer.parseInt(column) + 1);
    return new UnrenderableException(position, reason.strip(), null);
  }
}
