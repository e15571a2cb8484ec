package io.gitops4j.helm.function;

import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of months and weekdays. */
final class TimeNames {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  static final int SHORT = 3;

  private static final GoType MONTH = GoType.named("time.Month", GoType.INT);
  private static final GoType WEEKDAY = GoType.named("time.Weekday", GoType.INT);

  private TimeNames() {}

  /** A text as errors of package time quote it: all that is not printable ASCII by its bytes. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : GoStrings.bytes(text)) {
      int c = b & 0xff;
      if (c == '"' || c == '\\') {
        quoted.append('\\').append((char) c);
      } else if (c < ' ' || c >= 0x80) {
        quoted.append("\\x%02x".formatted(c));
      } else {
        quoted.append((char) c);
      }
    }
    return quoted.append('"').toString();
  }

  /** A month, from 1 on. */
  static GoObject month(int number) {
    return new Name(MONTH, MONTHS.get(number - 1), number);
  }

  /** A day of the week; 0 is Sunday. */
  static GoObject weekday(int number) {
    return new Name(WEEKDAY, WEEKDAYS.get(number), number);
  }

  /** A number with a name. */
  private record Name(GoType type, String text, long number) implements GoObject {
    @Override
    public Object underlying() {
      return number;
    }

    @Override
    public Object json() {
      return number;
    }

    @Override
    public @Nullable Member member(String name) {
      return name.equals("String") ? new Method(Signature.of(), call -> text) : null;
    }
  }
}
