package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.INT;
import static io.gitops4j.helm.template.GoType.STRING;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.Fmt;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.ArrayList;
import java.util.List;

/** Functions on regular expressions of RE2, which take time in proportion to the text. */
final class RegexFunctions {
  private static final String META = "\\.+*?()|[]{}^$";

  /** What is done with an expression, once it is compiled. */
  private interface Use {
    Object of(Call call, Matching matching);
  }

  private RegexFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature two = Signature.of(STRING, STRING);
    Signature three = Signature.of(STRING, STRING, STRING);
    Signature limited = Signature.of(STRING, STRING, INT);
    table.add("regexMatch", two, RegexFunctions::matchesLeniently);
    table.add("mustRegexMatch", two, call -> found(call, false));
    add(table, "regexFind", two, 1, (call, matching) -> first(matching));
    add(table, "regexFindAll", limited, 1, RegexFunctions::all);
    add(table, "regexSplit", limited, 1, RegexFunctions::split);
    add(table, "regexReplaceAll", three, 1, (call, m) -> replaced(call, m, false));
    add(table, "regexReplaceAllLiteral", three, 1, (call, m) -> replaced(call, m, true));
    table.add("regexQuoteMeta", Signature.of(STRING), call -> quoted(call.string(0)));
  }

  private static void add(
      FunctionTable.Builder table, String name, Signature signature, int text, Use use) {
    table.add(name, signature, call -> use.of(call, matching(call, text, true)));
    table.add(
        ListFunctions.must(name), signature, call -> use.of(call, matching(call, text, false)));
  }

  private static Matching matching(Call call, int text, boolean panics) {
    String expression = call.string(0);
    try {
      Pattern pattern = Expressions.compiled(expression, call.meter());
      return new Matching(pattern, call.string(text), call.meter());
    } catch (PatternSyntaxException e) {
      String message = "error parsing regexp: " + description(e, expression);
      throw new FunctionException(
          panics ? "regexp: Compile(" + backquoted(expression) + "): " + message : message);
    }
  }

  private static String description(PatternSyntaxException e, String expression) {
    if ("stack underflow".equals(e.getPattern())) {
      return "unexpected ): `" + expression + "`";
    }
    String pattern = e.getPattern() == null ? "" : e.getPattern();
    return e.getDescription() + ": `" + pattern + "`";
  }

  private static String backquoted(String text) {
    boolean plain = text.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == '`' || c == 0x7f);
    return plain ? "`" + text + "`" : Fmt.quote(text);
  }

  private static boolean found(Call call, boolean panics) {
    return matching(call, 1, panics).find();
  }

  private static boolean matchesLeniently(Call call) {
    try {
      return found(call, false);
    } catch (FunctionException e) {
      return false;
    }
  }

  private static String first(Matching matching) {
    return matching.find() ? matching.group(0) : "";
  }

  private static GoList all(Call call, Matching matching) {
    long limit = call.integer(2);
    List<String> found = new ArrayList<>();
    while ((limit < 0 || found.size() < limit) && matching.next()) {
      found.add(matching.group(0));
      call.meter().allocate(48 + matching.group(0).length());
    }
    return found.isEmpty() ? GoList.nil(GoType.STRINGS) : GoList.strings(found);
  }

  private static GoList split(Call call, Matching matching) {
    long limit = call.integer(2);
    String text = call.string(1);
    if (limit == 0) {
      return GoList.nil(GoType.STRINGS);
    }
    if (text.isEmpty() && !call.string(0).isEmpty()) {
      return GoList.strings(List.of(""));
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    int end = 0;
    while ((limit < 0 || parts.size() < limit - 1) && matching.next()) {
      end = matching.start();
      if (matching.end() != 0) {
        parts.add(text.substring(from, end));
        call.meter().allocate(48 + end - from);
      }
      from = matching.end();
    }
    if (end != text.length()) {
      parts.add(text.substring(from));
    }
    return GoList.strings(parts);
  }

  private static String replaced(Call call, Matching matching, boolean literal) {
    String text = call.string(1);
    Replacement replacement =
        literal ? Replacement.literal(call.string(2)) : Replacement.of(call.string(2));
    StringBuilder result = new StringBuilder();
    int from = 0;
    int charged = 0;
    while (matching.next()) {
      result.append(text, from, matching.start());
      replacement.appendTo(result, matching);
      from = matching.end();
      call.meter().allocate(result.length() - charged);
      charged = result.length();
    }
    return GoStrings.normal(result.append(text, from, text.length()).toString());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append(META.indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return quoted.toString();
  }
}
