package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a stream between two {@code ---} lines.
 *
 * @param file names the stream
 * @param firstLine the line of the stream, from 1, on which the text begins; it begins in its first
 *     column
 * @param text without the marker
 */
record DocumentText(String file, int firstLine, String text) {

  /**
   * Cuts a stream where kubectl does: at each line that begins with {@code ---}, whatever surrounds
   * it.
   */
  static List<DocumentText> split(String file, String stream) {
    List<DocumentText> documents = new ArrayList<>();
    int start = 0;
    int startLine = 1;
    int line = 1;
    for (int lineStart = 0; lineStart < stream.length(); line++) {
      int next = nextLine(stream, lineStart);
      if (isMarker(stream, lineStart)) {
        add(documents, file, startLine, stream.substring(start, lineStart));
        // What follows the marker on its line belongs to the document, and only the YAML parser can
        // tell a comment from content.
        boolean bare = stream.substring(lineStart + 3, next).isBlank();
        start = bare ? next : lineStart;
        startLine = bare ? line + 1 : line;
      }
      lineStart = next;
    }
    add(documents, file, startLine, stream.substring(start));
    return documents;
  }

  private static void add(List<DocumentText> documents, String file, int firstLine, String text) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!withoutMark.isBlank()) {
      documents.add(new DocumentText(file, firstLine, withoutMark));
    }
  }

  private static boolean isMarker(String stream, int lineStart) {
    int after = lineStart + 3;
    return stream.startsWith("---", lineStart)
        && (after == stream.length() || " \t\r\n".indexOf(stream.charAt(after)) >= 0);
  }

  private static int nextLine(String stream, int from) {
    for (int i = from; i < stream.length(); i++) {
      char c = stream.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < stream.length() && stream.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return stream.length();
  }

  /** The place of a character of the text. */
  SourcePosition position(int index) {
    int line = firstLine;
    int lineStart = 0;
    int next = nextLine(text, 0);
    while (next <= index && next < text.length()) {
      line++;
      lineStart = next;
      next = nextLine(text, lineStart);
    }
    int end = Math.min(index, text.length());
    return new SourcePosition(
        file, line, text.codePointCount(lineStart, Math.max(lineStart, end)) + 1);
  }

  /** The place that the parsers count as line and column from 0. */
  SourcePosition position(int line, int column) {
    return new SourcePosition(file, firstLine + line, column + 1);
  }
}
