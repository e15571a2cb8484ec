package io.gitops4j.helm.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/** Compiled regular expressions: those used last are kept, for all threads, under its own lock. */
final class Expressions {
  private static final int KEPT = 256;
  private static final int LONGEST_KEPT = 512;
  private static final int BYTES_OF_AN_INSTRUCTION = 64;
  private static final int MOST_REPEATS = 1_000;
  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\\}");

  private static final Map<String, Pattern> CACHE =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
          return size() > KEPT;
        }
      };

  private Expressions() {}

  /**
   * The expression, compiled; what it takes is charged first.
   *
   * @throws PatternSyntaxException if it is none
   */
  static Pattern compiled(String expression, Meter meter) {
    synchronized (CACHE) {
      Pattern known = CACHE.get(expression);
      if (known != null) {
        return known;
      }
    }
    meter.allocate(instructions(expression) * BYTES_OF_AN_INSTRUCTION);
    Pattern pattern = compile(expression);
    if (expression.length() <= LONGEST_KEPT) {
      synchronized (CACHE) {
        CACHE.put(expression, pattern);
      }
    }
    return pattern;
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (StackOverflowError e) {
      throw new PatternSyntaxException("expression nests too deeply", expression);
    }
  }

  /** At least as many as the program has: counted repeats multiply what they repeat. */
  private static long instructions(String expression) {
    Deque<Long> outer = new ArrayDeque<>();
    Matcher count = COUNT.matcher(expression);
    long sum = 0;
    long last = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\') {
        i++;
        last = 2;
      } else if (c == '(') {
        outer.push(sum);
        sum = 0;
        last = 0;
        continue;
      } else if (c == ')' && !outer.isEmpty()) {
        last = sum + 2;
        sum = outer.pop();
      } else if (c == '{' && count.region(i, expression.length()).lookingAt()) {
        last = last * (repeats(count) - 1);
        i = count.end() - 1;
      } else {
        last = 1;
      }
      sum = Math.min(sum + last, Integer.MAX_VALUE);
    }
    return sum;
  }

  private static long repeats(Matcher count) {
    String most = count.group(3) == null ? count.group(1) : count.group(3);
    return Math.max(1, Math.min(Long.parseLong(most), MOST_REPEATS) + 1);
  }
}
