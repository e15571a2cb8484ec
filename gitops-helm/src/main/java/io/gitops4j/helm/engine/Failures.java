package io.gitops4j.helm.engine;

import io.gitops4j.helm.engine.ChartTemplates.ChartTemplate;
import io.gitops4j.helm.template.TemplateException;
import io.gitops4j.helm.template.TemplateException.Place;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Helm makes of the errors of templates. */
final class Failures {
  /** Where a chart speaks to people itself, its words are between these marks. */
  private static final Pattern FOR_PEOPLE =
      Pattern.compile(".*?HELM_ERR_START(?<text>.*)HELM_ERR_END.*", Pattern.DOTALL);

  private static final String INCLUDING = "error calling include: ";

  private Failures() {}

  static ChartFailure parsing(ChartTemplate template, TemplateException error) {
    Optional<Place> place = error.place();
    String text = error.text();
    String last = text.substring(text.lastIndexOf(": ") + 2);
    return new ChartFailure(
        "parse error at (%s): %s"
            .formatted(place.map(Place::location).orElse(template.name()), last),
        template.file().path(),
        place.map(Place::line).orElse(1),
        error);
  }

  static ChartFailure executing(ChartTemplate template, TemplateException error) {
    int line = error.place().map(Place::line).orElse(1);
    return new ChartFailure(text(error), template.file().path(), line, error);
  }

  private static String text(TemplateException error) {
    var forPeople = FOR_PEOPLE.matcher(error.text());
    if (forPeople.matches()) {
      String location = error.place().map(Place::location).orElse("");
      return "execution error at (%s): %s".formatted(location, forPeople.group("text"));
    }
    String trace = trace(error);
    return trace == null ? error.text() : trace;
  }

  /** A line for each template on the way; null if something else than templates is on it. */
  private static @Nullable String trace(TemplateException error) {
    StringBuilder trace = new StringBuilder();
    TemplateException at = error;
    while (at.place().isPresent()) {
      Place place = at.place().get();
      Throwable cause = at.getCause();
      trace.append(place.location()).append("\n  executing ").append(quoted(place));
      if (cause == null) {
        return trace.append("\n    ").append(at.reason()).toString();
      } else if (!at.reason().equals(INCLUDING)) {
        return null;
      }
      trace.append("\n    ").append(INCLUDING.strip()).append('\n');
      String text = String.valueOf(cause.getMessage());
      if (text.startsWith("template: no template ")) {
        return trace.append(text).toString();
      } else if (!(cause instanceof TemplateException inner)) {
        return null;
      } else {
        at = inner;
      }
    }
    return null;
  }

  private static String quoted(Place place) {
    String text = place.toString();
    return text.substring(text.indexOf(": executing ") + ": executing ".length()) + ":";
  }
}
