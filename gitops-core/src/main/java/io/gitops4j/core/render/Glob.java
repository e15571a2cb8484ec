package io.gitops4j.core.render;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths. {@code *} and {@code ?} also stand for slashes, as users of directory
 * applications are used to: {@code *.yaml} matches in every folder.
 *
 * @param text with {@code *}, {@code ?}, {@code [a-c]}, {@code [!a-c]}, {@code {a,b}} and a
 *     backslash before what is meant literally
 */
record Glob(String text, Pattern regex) {

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException if brackets or braces do not match up
   */
  static Glob of(String text) {
    try {
      return new Glob(text, Pattern.compile(new Translation(text).regex(), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no pattern: %s".formatted(text, e.getDescription()), e);
    }
  }

  boolean matches(String path) {
    return regex.matcher(path).matches();
  }

  /** Walks once over the pattern. */
  private static final class Translation {
    private final String text;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int open;

    Translation(String text) {
      this.text = text;
    }

    String regex() {
      while (at < text.length()) {
        step(text.charAt(at++));
      }
      if (open > 0) {
        throw new PatternSyntaxException("a '{' has no '}'", text, at);
      }
      return regex.toString();
    }

    private void step(char c) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '[' -> characters();
        case '\\' -> literal(at < text.length() ? text.charAt(at++) : c);
        case '{' -> {
          open++;
          regex.append("(?:");
        }
        case '}' -> {
          if (--open < 0) {
            throw new PatternSyntaxException("a '}' has no '{'", text, at);
          }
          regex.append(')');
        }
        case ',' -> regex.append(open > 0 ? "|" : ",");
        default -> literal(c);
      }
    }

    private void characters() {
      int end = text.indexOf(']', at + 1);
      if (end < 0) {
        throw new PatternSyntaxException("a '[' has no ']'", text, at);
      }
      boolean not = text.charAt(at) == '!' || text.charAt(at) == '^';
      String listed = text.substring(not ? at + 1 : at, end);
      regex.append(not ? "[^" : "[").append(listed.replaceAll("[\\[\\]\\\\&^]", "\\\\$0"));
      regex.append(']');
      at = end + 1;
    }

    private void literal(char c) {
      regex.append(Pattern.quote(String.valueOf(c)));
    }
  }
}
