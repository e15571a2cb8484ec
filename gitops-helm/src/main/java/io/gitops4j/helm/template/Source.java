package io.gitops4j.helm.template;

import org.jspecify.annotations.Nullable;

/**
 * The text of a template file.
 *
 * @param name as errors give it
 * @param text of the file
 */
record Source(String name, String text) {

  /** Name, line and column in bytes, as Go counts them. */
  String location(int position) {
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    int column = GoStrings.length(text.substring(lineStart, position));
    return name + ":" + line(position) + ":" + column;
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

  /** Go's error for something that can't be parsed. */
  TemplateException parseError(int line, String message) {
    return error(name + ":" + line + ": " + message, null);
  }

  /** Go's error for something that failed at a node while a template was executed. */
  TemplateException executionError(
      String template, Node at, String message, @Nullable Throwable cause) {
    String where = location(at.position()) + ": executing " + Quoting.quote(template);
    return error(where + " at <" + at + ">: " + message, cause);
  }

  private static TemplateException error(String text, @Nullable Throwable cause) {
    return new TemplateException("template: " + text, cause);
  }
}
