package io.gitops4j.helm.engine;

import io.gitops4j.helm.engine.RenderedDocument.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A document of what a template gave.
 *
 * @param text without the space around it
 * @param line where it starts, from 1
 */
record DocumentText(String text, int line) {
  private static final String MARK = "---";

  RenderedDocument document(String template, Role role) {
    return new RenderedDocument(template, text, line, role);
  }

  /**
   * Cuts an output as Helm does, by text: at three dashes at the start of a line, whatever follows
   * them.
   */
  static List<DocumentText> split(String output) {
    List<DocumentText> documents = new ArrayList<>();
    int start = skipSpace(output, 0, true);
    int end = output.length();
    int from =
        output.startsWith(MARK, start) ? skipSpace(output, start + MARK.length(), false) : start;
    while (true) {
      int mark = nextMark(output, from);
      add(documents, output, from, mark < 0 ? end : mark);
      if (mark < 0) {
        return documents;
      }
      from = skipSpace(output, mark + 1 + MARK.length(), false);
    }
  }

  /** The line feed before the next mark. */
  private static int nextMark(String output, int from) {
    return output.indexOf("\n" + MARK, from);
  }

  private static void add(List<DocumentText> documents, String output, int from, int to) {
    int start = skipSpace(output, from, true);
    int end = to;
    while (end > start && isSpace(output.charAt(end - 1), true)) {
      end--;
    }
    if (end > start) {
      int line = 1;
      for (int i = 0; i < start; i++) {
        line += output.charAt(i) == '\n' ? 1 : 0;
      }
      documents.add(new DocumentText(output.substring(start, end), line));
    }
  }

  private static int skipSpace(String output, int from, boolean unicode) {
    int at = from;
    while (at < output.length() && isSpace(output.charAt(at), unicode)) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c, boolean unicode) {
    boolean plain = c == ' ' || (c >= '\t' && c <= '\r' && c != 0x0b);
    boolean other = c == 0x0b || c == 0x85 || c == 0xa0 || Character.isSpaceChar(c);
    return plain || (unicode && other);
  }
}
