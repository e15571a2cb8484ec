package io.gitops4j.core.manifest;

/**
 * A place in a text.
 *
 * @param file as a person would name it: a path in the repository, or what the caller called the
 *     stream
 * @param line from 1
 * @param column from 1
 * @since 0.1.0
 */
public record SourcePosition(String file, int line, int column) {
  /** Refuses lines and columns below 1. */
  public SourcePosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line and column count from 1, were %d and %d".formatted(line, column));
    }
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
