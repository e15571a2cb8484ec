package io.gitops4j.core.manifest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What would be right, for the mistakes that people make in YAML. */
final class YamlAdvice {
  private static final Map<String, String> ADVICE = new LinkedHashMap<>();

  static {
    ADVICE.put("\\t(tab)", "indent with spaces, and quote a value that begins with a tab");
    ADVICE.put("quoted scalar", "close the quote, and indent each line within it");
    ADVICE.put(
        "mapping values are not allowed",
        "quote a value that contains ': ', and check the indentation");
    ADVICE.put("could not find expected ':'", "write 'key: value', and check the indentation");
    ADVICE.put("that cannot start any token", "quote the value");
    ADVICE.put(
        "flow mapping",
        "separate entries by ',' and close with '}', or quote a value that begins with '{'");
    ADVICE.put(
        "flow sequence",
        "separate items by ',' and close with ']', or quote a value that begins with '['");
    ADVICE.put("block sequence", "begin each item with '- ' in the same column");
    ADVICE.put("block mapping", "begin each key in the same column");
    ADVICE.put("alias", "quote a value that begins with '*'");
    ADVICE.put("anchor", "quote a value that begins with '&'");
    ADVICE.put("tag", "quote a value that begins with '!'");
  }

  private YamlAdvice() {}

  /** A sentence's end that begins with {@code "; "}, or nothing. */
  static String on(@Nullable String context, @Nullable String problem) {
    String text = (problem + " " + context).toLowerCase(Locale.ROOT);
    return ADVICE.entrySet().stream()
        .filter(entry -> text.contains(entry.getKey()))
        .findFirst()
        .map(entry -> "; " + entry.getValue())
        .orElse("");
  }
}
