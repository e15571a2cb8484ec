package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an API server prints of its own values, which we tell in short. */
final class GoValues {
  private static final String STRUCT = "{...}";
  private static final Pattern DIFFERENCE =
      Pattern.compile("\n[\\s\\u00a0]+core\\.\\w+\\{.*", Pattern.DOTALL);
  private static final Pattern EMPTY = Pattern.compile("(\\[][\\w.]+|map\\[string]string)\\{}");

  private static final Pattern ADDRESS = Pattern.compile("\\(0x[0-9a-f]+\\)");

  private GoValues() {}

  /** Whether causes are the same but for the spelling of values. */
  static boolean isSameCause(Value real, Value ours) {
    MapValue there = real.mapAt();
    MapValue here = ours.mapAt();
    return there.without("message").equals(here.without("message"))
        && isSame(there.textAt("message").orElse(""), here.textAt("message").orElse(""));
  }

  private static boolean isSame(String real, String ours) {
    String masked = ADDRESS.matcher(DIFFERENCE.matcher(real).replaceFirst("")).replaceAll("(...)");
    String plain = EMPTY.matcher(masked).replaceAll("$1(nil)");
    String told = EMPTY.matcher(ours).replaceAll("$1(nil)");
    return told.contains(STRUCT) ? pattern(told).matcher(plain).matches() : told.equals(plain);
  }

  private static Pattern pattern(String told) {
    String pattern =
        List.of(told.split(Pattern.quote(STRUCT), -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining("\\{.*}"));
    return Pattern.compile(pattern, Pattern.DOTALL);
  }
}
