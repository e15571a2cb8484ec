package io.gitops4j.helm.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Patterns of file names as {@code .Files.Glob} takes them. */
final class Glob {
  private static final String SPECIAL = "\\.+()|^$[]{}*?-";

  private final Pattern pattern;

  private Glob(Pattern pattern) {
    this.pattern = pattern;
  }

  /** A broken pattern matches everything. */
  static Glob of(String glob) {
    try {
      return new Glob(Pattern.compile("(?s)" + new Translation(glob).expression()));
    } catch (PatternSyntaxException e) {
      return new Glob(Pattern.compile("(?s).*"));
    }
  }

  boolean matches(String name) {
    return pattern.matches(name);
  }

  /** Makes a regular expression of a pattern. */
  private static final class Translation {
    private final String glob;
    private final StringBuilder expression = new StringBuilder();
    private int at;
    private int depth;

    Translation(String glob) {
      this.glob = glob;
    }

    String expression() {
      while (at < glob.length()) {
        int c = glob.codePointAt(at);
        at += Character.charCount(c);
        translate(c);
      }
      if (depth > 0) {
        throw new PatternSyntaxException("unclosed alternatives", glob);
      }
      return expression.toString();
    }

    private void translate(int c) {
      switch (c) {
        case '*' -> stars();
        case '?' -> expression.append("[^/]");
        case '[' -> characters();
        case '{' -> {
          depth++;
          expression.append("(?:");
        }
        case '}' -> alternative(depth-- > 0 ? ")" : "\\}");
        case ',' -> alternative(depth > 0 ? "|" : ",");
        case '\\' -> escaped();
        default -> literal(c);
      }
    }

    private void alternative(String text) {
      depth = Math.max(0, depth);
      expression.append(text);
    }

    private void stars() {
      int start = at;
      while (at < glob.length() && glob.charAt(at) == '*') {
        at++;
      }
      expression.append(at > start ? ".*" : "[^/]*");
    }

    private void escaped() {
      if (at < glob.length()) {
        int c = glob.codePointAt(at);
        at += Character.charCount(c);
        literal(c);
      }
    }

    private void characters() {
      int close = glob.indexOf(']', at + 1);
      if (close < 0) {
        throw new PatternSyntaxException("unclosed characters", glob);
      }
      String inner = glob.substring(at, close);
      boolean negated = inner.startsWith("!");
      String listed = negated ? inner.substring(1) : inner;
      boolean range = listed.length() == 3 && listed.charAt(1) == '-';
      expression.append(negated ? "[^" : "[");
      for (int i = 0; i < listed.length(); i++) {
        if (range && i == 1) {
          expression.append('-');
        } else {
          literal(listed.charAt(i));
        }
      }
      expression.append(']');
      at = close + 1;
    }

    private void literal(int c) {
      if (SPECIAL.indexOf(c) >= 0) {
        expression.append('\\');
      }
      expression.appendCodePoint(c);
    }
  }
}
