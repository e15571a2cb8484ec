package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A label selector as in a query: {@code app=web,tier in (a, b),!old}. */
record LabelSelector(List<Requirement> requirements) {

  /** One part; {@code values} are compared as the operator says. */
  record Requirement(String key, Operator operator, Set<String> values) {
    boolean isMetBy(Map<String, Value> labels) {
      Value label = labels.get(key);
      String value = label == null ? "" : label.asText().orElse("");
      return switch (operator) {
        case EXISTS -> label != null;
        case ABSENT -> label == null;
        case IN -> label != null && values.contains(value);
        case NOT_IN -> label == null || !values.contains(value);
        case GREATER -> label != null && compare(value) > 0;
        case LESS -> label != null && compare(value) < 0;
      };
    }

    /** 0, which meets neither, if the label is no number. */
    private int compare(String value) {
      try {
        return Long.compare(Long.parseLong(value), Long.parseLong(values.iterator().next()));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  /** How a requirement compares. */
  enum Operator {
    EXISTS,
    ABSENT,
    IN,
    NOT_IN,
    GREATER,
    LESS
  }

  /** Copies. */
  LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector; an empty one means everything.
   *
   * @throws StatusException in the words of the API server
   */
  static LabelSelector parse(String text) {
    return new Parser(text).parse();
  }

  boolean matches(MapValue object) {
    Map<String, Value> labels = object.mapAt("metadata", "labels").entries();
    return requirements.stream().allMatch(requirement -> requirement.isMetBy(labels));
  }

  /** Reads word by word, as far as the API server does. */
  private static final class Parser {
    private static final String OPERATORS = "=!<>(),";
    private final String text;
    private final List<Requirement> requirements = new ArrayList<>();
    private int at;

    Parser(String text) {
      this.text = text;
    }

    LabelSelector parse() {
      if (peek().isEmpty()) {
        return new LabelSelector(List.of());
      }
      while (true) {
        if (!isWord(peek()) && !peek().equals("!")) {
          throw refused(
              "found '%s', expected: !, identifier, or 'end of string'".formatted(peek()));
        }
        requirements.add(requirement());
        String next = next();
        if (next.isEmpty()) {
          return new LabelSelector(requirements);
        }
        if (!next.equals(",")) {
          throw refused("found '%s', expected: ',' or 'end of string'".formatted(next));
        }
        if (!isWord(peek()) && !peek().equals("!")) {
          throw refused("found '%s', expected: identifier after ','".formatted(peek()));
        }
      }
    }

    private Requirement requirement() {
      if (peek().equals("!")) {
        next();
        return new Requirement(key(), Operator.ABSENT, Set.of());
      }
      String key = key();
      String operator = peek();
      if (operator.isEmpty() || operator.equals(",")) {
        return new Requirement(key, Operator.EXISTS, Set.of());
      }
      next();
      return switch (operator) {
        case "=", "==" -> new Requirement(key, Operator.IN, Set.of(value(key)));
        case "!=" -> new Requirement(key, Operator.NOT_IN, Set.of(value(key)));
        case "in" -> new Requirement(key, Operator.IN, values(key));
        case "notin" -> new Requirement(key, Operator.NOT_IN, values(key));
        case ">" -> new Requirement(key, Operator.GREATER, Set.of(number()));
        case "<" -> new Requirement(key, Operator.LESS, Set.of(number()));
        default ->
            throw unparsable(
                "found '%s', expected: '=', '!=', '==', 'in', notin'".formatted(operator));
      };
    }

    private String key() {
      String key = next();
      List<String> wrong = NameRules.ofKey(key);
      if (!wrong.isEmpty()) {
        throw unparsable("invalid label key \"%s\": %s".formatted(key, wrong.get(0)));
      }
      return key;
    }

    private String value(String key) {
      return isWord(peek()) ? checked(key, next()) : "";
    }

    private String checked(String key, String value) {
      List<String> wrong = NameRules.ofLabelValue(value);
      if (!wrong.isEmpty()) {
        throw unparsable(
            "invalid label value: \"%s\": at key: \"%s\": %s".formatted(value, key, wrong.get(0)));
      }
      return value;
    }

    private String number() {
      String text = next();
      try {
        return String.valueOf(Long.parseLong(text));
      } catch (NumberFormatException e) {
        throw unparsable("for 'Gt', 'Lt' operators, the value must be an integer");
      }
    }

    private Set<String> values(String key) {
      if (!next().equals("(")) {
        at = start;
        throw unparsable("found '%s' expected: '('".formatted(next()));
      }
      Set<String> values = new TreeSet<>();
      String word = peek();
      while (true) {
        values.add(isWord(word) ? checked(key, next()) : "");
        String separator = next();
        if (separator.equals(")")) {
          return values;
        }
        if (!separator.equals(",")) {
          throw unparsable("found '%s', expected: ',' or ')'".formatted(separator));
        }
        word = peek();
      }
    }

    /** Where the last word began. */
    private int start;

    private String next() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      start = at;
      while (at < text.length() && belongs(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private boolean belongs(char c) {
      if (Character.isWhitespace(c)) {
        return false;
      }
      if (at == start) {
        return true;
      }
      String word = text.substring(start, at);
      boolean isOperator = OPERATORS.indexOf(text.charAt(start)) >= 0;
      return isOperator
          ? c == '=' && (word.equals("=") || word.equals("!"))
          : OPERATORS.indexOf(c) < 0;
    }

    private String peek() {
      int before = at;
      String word = next();
      at = before;
      return word;
    }

    private static boolean isWord(String word) {
      return !word.isEmpty() && OPERATORS.indexOf(word.charAt(0)) < 0;
    }

    private static StatusException refused(String why) {
      return StatusException.badRequest(why);
    }

    private static StatusException unparsable(String why) {
      return refused("unable to parse requirement: " + why);
    }
  }
}
