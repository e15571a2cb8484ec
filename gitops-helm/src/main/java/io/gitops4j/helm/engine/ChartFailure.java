package io.gitops4j.helm.engine;

import org.jspecify.annotations.Nullable;

/** A chart can't be rendered: the message is what Helm says, without its {@code Error:}. */
public final class ChartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final int line;

  ChartFailure(String message, String path, int line, @Nullable Throwable cause) {
    super(message, cause);
    this.path = path;
    this.line = line;
  }

  /** What Helm says. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** The file that failed, from the root of the repository. */
  public String path() {
    return path;
  }

  /** The line in it, from 1. */
  public int line() {
    return line;
  }
}
