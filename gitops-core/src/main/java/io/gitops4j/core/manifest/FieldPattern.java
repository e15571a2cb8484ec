package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Places in a document, as a JSON pointer with two additions: {@code *} stands for any text in a
 * map key and for any list item, and {@code [name=web]} for the list item with that value, {@code
 * [containerPort=80,protocol=TCP]} for one with several, {@code [=example.com/guard]} for the item
 * that is that value. {@code /} and {@code ~} in keys are written {@code ~1} and {@code ~0}. Lists
 * are counted from 0.
 *
 * <p>Examples: {@code /spec/replicas}, {@code /metadata/annotations/sidecar.example.com~1*}, {@code
 * /spec/template/spec/containers/[name=web]/image}, {@code /webhooks/*}{@code
 * /clientConfig/caBundle}.
 *
 * @since 0.1.0
 */
public final class FieldPattern {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

  private final String text;
  private final List<Step> steps;

  private FieldPattern(String text, List<Step> steps) {
    this.text = text;
    this.steps = List.copyOf(steps);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none; the message says what would be right
   */
  public static FieldPattern parse(String text) {
    if (!text.startsWith("/")) {
      throw wrong(text, "a pointer begins with '/', such as /spec/replicas");
    }
    if (BAD_ESCAPE.matcher(text).find()) {
      throw wrong(text, "'~' in a key is written '~0', '/' is written '~1'");
    }
    List<Step> steps = new ArrayList<>();
    for (String part : split(text.substring(1))) {
      if (part.isEmpty()) {
        throw wrong(text, "it has an empty step; leave out the '/' too much");
      }
      steps.add(Step.of(text, part.replace("~1", "/").replace("~0", "~")));
    }
    return new FieldPattern(text, steps);
  }

  /** The pattern of a single place; its list items are named by their position. */
  public static FieldPattern at(FieldPath path) {
    List<Step> steps = new ArrayList<>();
    for (FieldPath.Element element : path.elements()) {
      String text =
          element instanceof FieldPath.Index index
              ? String.valueOf(index.position())
              : element instanceof FieldPath.Field field ? field.name() : element.toString();
      steps.add(new Step(text, Pattern.compile(Pattern.quote(text)), List.of()));
    }
    return new FieldPattern(path.toString(), steps);
  }

  /** A slash within brackets is part of a value. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    boolean selecting = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' && i == begin) {
        selecting = true;
      } else if (c == ']' && (i + 1 == text.length() || text.charAt(i + 1) == '/')) {
        selecting = false;
      } else if (c == '/' && !selecting) {
        parts.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("'%s' names no field: %s".formatted(text, why));
  }

  /** Its steps from the root; one at least. */
  public List<Step> steps() {
    return steps;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  /**
   * One step: which entries of a map, or items of a list, it selects depends on which of both the
   * document has there.
   *
   * @since 0.1.0
   */
  public static final class Step {
    private final Pattern key;
    private final String literal;
    private final List<Condition> conditions;

    private Step(String literal, Pattern key, List<Condition> conditions) {
      this.literal = literal;
      this.key = key;
      this.conditions = List.copyOf(conditions);
    }

    private record Condition(String field, String value) {}

    private static Step of(String pattern, String text) {
      String regex =
          Arrays.stream(text.split("\\*", -1))
              .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
              .collect(Collectors.joining(".*"));
      return new Step(text, Pattern.compile(regex, Pattern.DOTALL), conditions(pattern, text));
    }

    private static List<Condition> conditions(String pattern, String text) {
      if (!text.startsWith("[")) {
        return List.of();
      }
      if (!text.endsWith("]")) {
        throw wrong(pattern, "'%s' lacks its closing ']'".formatted(text));
      }
      String inner = text.substring(1, text.length() - 1);
      if (inner.startsWith("=")) {
        return List.of(new Condition("", inner.substring(1)));
      }
      List<Condition> conditions = new ArrayList<>();
      for (String part : inner.split(",", -1)) {
        int equals = part.indexOf('=');
        if (equals < 1) {
          throw wrong(
              pattern,
              "'%s' selects no item; write [name=web] for the item with that name, [=x] for the item x, or an index without brackets"
                  .formatted(text));
        }
        conditions.add(new Condition(part.substring(0, equals), part.substring(equals + 1)));
      }
      return conditions;
    }

    /** Whether it selects the entry of that key. */
    public boolean selectsKey(String name) {
      return literal.equals(name) || key.matcher(name).matches();
    }

    /** Whether it selects the item at that position. */
    public boolean selectsItem(int position, Value item) {
      if (!conditions.isEmpty()) {
        return conditions.stream().allMatch(condition -> holds(condition, item));
      }
      return literal.equals("*")
          || (INDEX.matcher(literal).matches() && Integer.parseInt(literal) == position);
    }

    /** Whether items are selected by what they are, so that their position does not matter. */
    public boolean selectsByContent() {
      return !conditions.isEmpty();
    }

    private static boolean holds(Condition condition, Value item) {
      if (condition.field.isEmpty()) {
        return printed(item).equals(condition.value);
      }
      return item.at(condition.field)
          .filter(value -> printed(value).equals(condition.value))
          .isPresent();
    }

    private static String printed(Value value) {
      return value instanceof Scalar
          ? String.valueOf(value.toPlain())
          : value.type().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return literal;
    }
  }
}
