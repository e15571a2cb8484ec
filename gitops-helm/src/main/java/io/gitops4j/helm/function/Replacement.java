package io.gitops4j.helm.function;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matches are replaced with: text, and groups as {@code $1}, {@code $name}, {@code ${name}}.
 */
final class Replacement {
  private static final Pattern GROUP =
      Pattern.compile("\\$(?:(\\$)|\\{([\\p{L}\\p{Nd}_]+)\\}|([\\p{L}\\p{Nd}_]+))");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}");

  /** Text, or the name of a group. */
  private record Part(boolean isGroup, String text) {}

  private final List<Part> parts = new ArrayList<>();

  private Replacement() {}

  static Replacement literal(String text) {
    Replacement replacement = new Replacement();
    replacement.parts.add(new Part(false, text));
    return replacement;
  }

  static Replacement of(String template) {
    Replacement replacement = new Replacement();
    Matcher matcher = GROUP.matcher(template);
    int from = 0;
    while (matcher.find()) {
      replacement.parts.add(new Part(false, template.substring(from, matcher.start())));
      String name = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      replacement.parts.add(name == null ? new Part(false, "$") : new Part(true, name));
      from = matcher.end();
    }
    replacement.parts.add(new Part(false, template.substring(from)));
    return replacement;
  }

  void appendTo(StringBuilder text, Matching matching) {
    for (Part part : parts) {
      text.append(part.isGroup() ? group(part.text(), matching) : part.text());
    }
  }

  private static String group(String name, Matching matching) {
    return NUMBER.matcher(name).matches()
        ? matching.group(Integer.parseInt(name))
        : matching.group(name);
  }
}
