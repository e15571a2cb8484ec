package io.gitops4j.helm.chart;

/**
 * A pattern for paths as Go's {@code path.Match} takes it: {@code *} and {@code ?} stay within a
 * name, {@code [a-z]} and {@code [^a]} are classes, a backslash makes the next character ordinary.
 * Matches in time linear in the path for each star.
 */
final class PathPattern {
  private final int[] pattern;

  private PathPattern(int[] pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if a class does not end or nothing follows a backslash
   */
  static PathPattern parse(String text) {
    PathPattern pattern = new PathPattern(text.codePoints().toArray());
    int at = 0;
    while (at < pattern.pattern.length) {
      at = pattern.endOfElement(at);
    }
    return pattern;
  }

  boolean matches(String path) {
    int[] text = path.codePoints().toArray();
    int at = 0;
    int in = 0;
    int star = -1;
    int afterStar = -1;
    while (in < text.length) {
      if (at < pattern.length && pattern[at] == '*') {
        star = at++;
        afterStar = in;
      } else if (at < pattern.length && matchesOne(at, text[in])) {
        at = endOfElement(at);
        in++;
      } else if (star >= 0 && text[afterStar] != '/') {
        at = star + 1;
        in = ++afterStar;
      } else {
        return false;
      }
    }
    while (at < pattern.length && pattern[at] == '*') {
      at++;
    }
    return at == pattern.length;
  }

  private boolean matchesOne(int at, int c) {
    return switch (pattern[at]) {
      case '?' -> c != '/';
      case '[' -> inClass(at, c);
      case '\\' -> pattern[at + 1] == c;
      default -> pattern[at] == c;
    };
  }

  private boolean inClass(int at, int c) {
    int end = endOfElement(at) - 1;
    int next = at + 1;
    boolean negated = pattern[next] == '^';
    boolean found = false;
    next += negated ? 1 : 0;
    while (next < end) {
      next += pattern[next] == '\\' ? 1 : 0;
      int low = pattern[next++];
      int high = low;
      if (pattern[next] == '-' && next < end) {
        next++;
        next += pattern[next] == '\\' ? 1 : 0;
        high = pattern[next++];
      }
      found |= low <= c && c <= high;
    }
    return found != negated;
  }

  private int endOfElement(int at) {
    if (pattern[at] == '\\') {
      return within(at + 1) + 1;
    }
    if (pattern[at] != '[') {
      return at + 1;
    }
    int next = at + 1;
    next += within(next) < pattern.length && pattern[next] == '^' ? 1 : 0;
    int first = next;
    while (pattern[within(next)] != ']' || next == first) {
      next += pattern[next] == '\\' ? 1 : 0;
      if (pattern[within(next)] == ']' && next == first) {
        throw refused();
      }
      next++;
    }
    return next + 1;
  }

  private int within(int at) {
    if (at >= pattern.length) {
      throw refused();
    }
    return at;
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException("syntax error in pattern");
  }
}
