package io.gitops4j.helm.template;

import io.gitops4j.helm.template.TemplateException.Place;
import org.jspecify.annotations.Nullable;

/**
 * The text of a template file.
 *
 * @param name as errors give it
 * @param text of the file
 */
record Source(String name, String text) {

  /** Go's error for something that can't be parsed. */
  TemplateException parseError(int line, String message) {
    return new TemplateException(new Place(name, line, -1, "", ""), message, null);
  }

  /** Go's error for something that failed at a node while a template was executed. */
  TemplateException executionError(
      String template, Node at, String message, @Nullable TemplateFailure cause) {
    int position = at.position();
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    int column = GoStrings.length(text.substring(lineStart, position));
    Place place = new Place(name, line(position), column, template, at.toString());
    return new TemplateException(place, message, cause);
  }

  private int line(int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }
}
