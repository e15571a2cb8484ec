package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.INT;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.Fmt;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.Meter;
import io.gitops4j.helm.template.Signature;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Functions that cut, trim, indent, quote and search texts. */
final class StringFunctions {
  private static final Signature TWO = Signature.of(STRING, STRING);
  private static final Signature NUMBER_AND_TEXT = Signature.of(INT, STRING);

  private StringFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    table.add("hello", Signature.of(), call -> "Hello!");
    table.add("trim", Signature.of(STRING), call -> trim(call.string(0), StringFunctions::isSpace));
    table.add("trimAll", TWO, call -> trim(call.string(1), in(call.string(0))));
    table.add("trimall", TWO, call -> trim(call.string(1), in(call.string(0))));
    addPair(table, "trimSuffix", StringFunctions::withoutSuffix);
    addPair(table, "trimPrefix", StringFunctions::withoutPrefix);
    addPair(table, "contains", (part, text) -> text.contains(part));
    addPair(table, "hasPrefix", (part, text) -> text.startsWith(part));
    addPair(table, "hasSuffix", (part, text) -> text.endsWith(part));
    table.add("trunc", NUMBER_AND_TEXT, call -> truncated(call.string(1), call.integer(0)));
    table.add("substr", Signature.of(INT, INT, STRING), StringFunctions::substring);
    table.add("abbrev", NUMBER_AND_TEXT, call -> Abbreviation.of(call.string(1), call.integer(0)));
    table.add("abbrevboth", Signature.of(INT, INT, STRING), Abbreviation::both);
    table.add("replace", Signature.of(STRING, STRING, STRING), StringFunctions::replaced);
    table.add("repeat", NUMBER_AND_TEXT, StringFunctions::repeated);
    table.add("indent", NUMBER_AND_TEXT, call -> indented(call, ""));
    table.add("nindent", NUMBER_AND_TEXT, call -> indented(call, "\n"));
    table.add("wrap", NUMBER_AND_TEXT, call -> Wrapping.of(call, call.string(1), "\n", false));
    table.add(
        "wrapWith",
        Signature.of(INT, STRING, STRING),
        call -> Wrapping.of(call, call.string(2), call.string(1), true));
    table.add(
        "quote", Signature.variadic(ANY), call -> quoted(call, StringFunctions::doubleQuoted));
    table.add("squote", Signature.variadic(ANY), call -> quoted(call, text -> "'" + text + "'"));
    table.add("cat", Signature.variadic(ANY), StringFunctions::concatenated);
    table.add(
        "plural",
        Signature.of(STRING, STRING, INT),
        call -> call.string(call.integer(2) == 1 ? 0 : 1));
    table.add("toString", Signature.of(ANY), call -> Conversions.text(call.meter(), call.get(0)));
  }

  private static void addPair(
      FunctionTable.Builder table, String name, BiFunction<String, String, Object> function) {
    table.add(name, TWO, call -> function.apply(call.string(0), call.string(1)));
  }

  private static String withoutSuffix(String suffix, String text) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static String withoutPrefix(String prefix, String text) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static IntPredicate in(String set) {
    return c -> set.indexOf(c) >= 0;
  }

  /** What Go's {@code unicode.IsSpace} takes for a space. */
  static boolean isSpace(int c) {
    boolean basic = c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0;
    return basic
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  private static String trim(String text, IntPredicate cut) {
    int from = 0;
    int to = text.length();
    while (from < to && cut.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && cut.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static String truncated(String text, long length) {
    int bytes = GoStrings.length(text);
    if (length < 0 && bytes + length > 0) {
      return GoStrings.slice(text, (int) (bytes + length), bytes);
    }
    return length >= 0 && bytes > length ? GoStrings.slice(text, 0, (int) length) : text;
  }

  private static String substring(Call call) {
    String text = call.string(2);
    long start = call.integer(0);
    long end = call.integer(1);
    int length = GoStrings.length(text);
    if (start < 0) {
      if (end < 0 || end > length) {
        throw outOfRange("[:" + end + "]" + (end > length ? " with length " + length : ""));
      }
      return GoStrings.slice(text, 0, (int) end);
    }
    long to = end < 0 || end > length ? length : end;
    if (start > to) {
      throw outOfRange("[" + start + ":" + to + "]");
    }
    return GoStrings.slice(text, (int) start, (int) to);
  }

  static FunctionException outOfRange(String bounds) {
    return new FunctionException("runtime error: slice bounds out of range " + bounds);
  }

  private static String replaced(Call call) {
    String old = call.string(0);
    String replacement = call.string(1);
    String text = call.string(2);
    if (old.isEmpty()) {
      return interspersed(call, text, replacement);
    }
    if (replacement.length() > old.length()) {
      long found = text.length() / old.length();
      call.meter().allocate(Math.min(found, count(text, old)) * replacement.length());
    }
    call.meter().steps(text.length() / 8);
    return text.replace(old, replacement);
  }

  private static long count(String text, String part) {
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static String interspersed(Call call, String text, String between) {
    call.meter().allocate((text.length() + 1L) * between.length());
    StringBuilder result = new StringBuilder(between);
    text.codePoints().forEach(c -> result.appendCodePoint(c).append(between));
    return result.toString();
  }

  private static String repeated(Call call) {
    long count = call.integer(0);
    String text = call.string(1);
    if (count < 0) {
      throw new FunctionException("strings: negative Repeat count");
    }
    return repeat(text, count, call.meter());
  }

  private static String repeat(String text, long count, Meter meter) {
    if (text.isEmpty()) {
      return "";
    }
    meter.allocate(count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * text.length());
    return text.repeat((int) count);
  }

  private static String indented(Call call, String before) {
    long spaces = call.integer(0);
    String text = call.string(1);
    if (spaces < 0) {
      throw new FunctionException("strings: negative Repeat count");
    }
    long lines = 1 + text.chars().filter(c -> c == '\n').count();
    call.meter().allocate(spaces > Integer.MAX_VALUE ? Long.MAX_VALUE : spaces * lines);
    call.meter().steps(text.length() / 16);
    String pad = " ".repeat((int) spaces);
    return before + pad + text.replace("\n", "\n" + pad);
  }

  private static String quoted(Call call, java.util.function.UnaryOperator<String> quote) {
    StringBuilder result = new StringBuilder();
    for (Object value : call.args()) {
      if (value != null) {
        result
            .append(result.isEmpty() ? "" : " ")
            .append(quote.apply(Conversions.text(call.meter(), value)));
      }
    }
    call.meter().allocate(result.length());
    return result.toString();
  }

  private static String doubleQuoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return Fmt.quote(text);
      }
    }
    return '"' + text + '"';
  }

  private static String concatenated(Call call) {
    StringBuilder result = new StringBuilder();
    boolean first = true;
    for (@Nullable Object value : call.args()) {
      if (value != null) {
        result.append(first ? "" : " ").append(Fmt.value(call.meter(), value));
        first = false;
      }
    }
    call.meter().allocate(result.length());
    return GoStrings.normal(result.toString());
  }
}
