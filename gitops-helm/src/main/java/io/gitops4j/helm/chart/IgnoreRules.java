package io.gitops4j.helm.chart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@code .helmignore}: which files of a folder are no part of the chart. */
final class IgnoreRules {
  static final String FILE = ".helmignore";

  /** Files whose names start with a dot are no templates, directly in that folder. */
  private static final String ALWAYS = "templates/.?*";

  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Those that hold without a file. */
  static IgnoreRules none() {
    return parse(new byte[0]);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with Helm's text if a line is no pattern
   */
  static IgnoreRules parse(byte[] file) {
    List<Rule> rules = new ArrayList<>();
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        rules.add(Rule.parse(text));
      }
    }
    rules.add(Rule.parse(ALWAYS));
    return new IgnoreRules(rules);
  }

  /**
   * Whether a file, or a folder with all that is in it, is left out.
   *
   * @param path below the chart's folder
   */
  boolean ignores(String path, boolean isFolder) {
    return rules.stream().anyMatch(rule -> rule.ignores(path, isFolder));
  }

  private enum Scope {
    NAME,
    WHOLE_PATH
  }

  /**
   * A line.
   *
   * @param negated leaves out all that does not match: what Helm makes of an exclamation mark
   */
  private record Rule(PathPattern pattern, Scope scope, boolean negated, boolean foldersOnly) {

    static Rule parse(String line) {
      if (line.contains("**")) {
        throw new IllegalArgumentException("double-star (**) syntax is not supported");
      }
      PathPattern.parse(line);
      String text = line;
      boolean negated = text.startsWith("!");
      text = negated ? text.substring(1) : text;
      boolean foldersOnly = text.endsWith("/");
      text = foldersOnly ? text.substring(0, text.length() - 1) : text;
      Scope scope = text.contains("/") ? Scope.WHOLE_PATH : Scope.NAME;
      text = text.startsWith("/") ? text.substring(1) : text;
      return new Rule(PathPattern.parse(text), scope, negated, foldersOnly);
    }

    boolean ignores(String path, boolean isFolder) {
      if (foldersOnly && !isFolder) {
        return negated;
      }
      String subject = scope == Scope.NAME ? path.substring(path.lastIndexOf('/') + 1) : path;
      return pattern.matches(subject) != negated;
    }
  }
}
