package io.gitops4j.testkit.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a struct of the API server.
 *
 * @param isPointer whether empty values are told from missing ones
 * @param isAlwaysThere whether it is written even if nothing is stated
 * @param since the minor of the first release that has it
 */
record WireField(WireType type, boolean isPointer, boolean isAlwaysThere, int since) {
  private static final Pattern FORM =
      Pattern.compile("(?<type>[^?!]+?)(?<marks>[?!]*)( since (?<since>[0-9]+))?");

  static WireField parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected 'TYPE[?][!] [since MINOR]', was '" + text + "'");
    }
    String since = form.group("since");
    return new WireField(
        WireType.parse(form.group("type")),
        form.group("marks").contains("?"),
        form.group("marks").contains("!"),
        since == null ? 0 : Integer.parseInt(since));
  }

  /** Whether an empty value that is stated stays. */
  boolean keepsEmpty() {
    return isPointer || type.base() == WireType.Base.ANY;
  }

  /** Whether something is written where nothing is stated. */
  boolean showsWhenMissing() {
    boolean isValue =
        switch (type.base()) {
          case STRUCT, TIME, MICRO_TIME, QUANTITY, INT_OR_TEXT -> true;
          default -> false;
        };
    return isAlwaysThere || (isValue && !isPointer);
  }
}
