package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time of TOML, which Go reads as a {@code time.Time}; what it leaves out is the first of the
 * year 0, or midnight in UTC.
 */
record TomlTime(String text) implements GoObject {
  private static final GoType TYPE = GoType.struct("time.Time");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:([0-9]{4}-[0-9]{2}-[0-9]{2}))?[Tt]?"
              + "([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?)?(Z|z|[-+][0-9]{2}:[0-9]{2})?");

  static @Nullable TomlTime of(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches() || (matcher.group(1) == null && matcher.group(2) == null)) {
      return null;
    }
    String date = matcher.group(1) == null ? "0000-01-01" : matcher.group(1);
    String time = matcher.group(2) == null ? "00:00:00" : matcher.group(2);
    String zone =
        matcher.group(3) == null ? "Z" : matcher.group(3).toUpperCase(java.util.Locale.ROOT);
    return new TomlTime(date + "T" + time + zone);
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public @Nullable Member member(String name) {
    return null;
  }

  @Override
  public Object json() {
    return text;
  }
}
