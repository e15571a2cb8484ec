package io.gitops4j.core.application;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of names: {@code *} for any text, {@code ?} for one character, {@code {a,b}} for one of
 * several, {@code [a-c]} and {@code [!x]} for one character of a class.
 *
 * @param text as it was written
 * @param regex the same as a regular expression
 */
record Glob(String text, Pattern regex) {
  static final Glob ANY = of("*", "name");

  /**
   * Reads a pattern.
   *
   * @param what the pattern is of, for the message of a failure
   */
  static Glob of(String text, String what) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '{' -> {
          depth++;
          regex.append("(?:");
        }
        case '}' -> {
          depth--;
          regex.append(')');
        }
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        case '[' -> {
          int end = text.indexOf(']', i + 2);
          if (end < 0) {
            throw wrong(text, what, "'[' is not closed by ']'", null);
          }
          regex.append(characterClass(text.substring(i + 1, end)));
          i = end;
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
      if (depth < 0) {
        throw wrong(text, what, "'}' has no '{'", null);
      }
    }
    if (depth > 0) {
      throw wrong(text, what, "'{' is not closed by '}'", null);
    }
    try {
      return new Glob(text, Pattern.compile(regex.toString()));
    } catch (PatternSyntaxException e) {
      throw wrong(text, what, e.getDescription(), e);
    }
  }

  private static String characterClass(String inner) {
    boolean negated = inner.startsWith("!") || inner.startsWith("^");
    String characters =
        (negated ? inner.substring(1) : inner).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
    return (negated ? "[^" : "[") + characters + "]";
  }

  private static FieldRuleException wrong(
      String text, String what, String why, @Nullable Throwable cause) {
    return new FieldRuleException(
        text,
        "'%s' is no pattern of a %s: %s; patterns have *, ?, {a,b} and [a-c]"
            .formatted(text, what, why),
        cause);
  }

  boolean matches(String name) {
    return text.equals("*") || regex.matcher(name).matches();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
