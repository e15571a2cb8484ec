package io.gitops4j.helm.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Strings and bytes as the verbs of {@code fmt} print them; null where the verb is not for them.
 */
final class TextFormat {
  private TextFormat() {}

  static @Nullable String string(String text, char verb, Flags flags) {
    return switch (verb) {
      case 'v' -> flags.sharpV ? quoted(text, flags) : plain(text, flags);
      case 's' -> plain(text, flags);
      case 'q' -> quoted(text, flags);
      case 'x', 'X' -> hexadecimal(text, verb, flags);
      default -> null;
    };
  }

  private static String plain(String text, Flags flags) {
    return flags.pad(flags.truncate(text));
  }

  private static String quoted(String text, Flags flags) {
    String shown = flags.truncate(text);
    if (flags.sharp && Quoting.canBackquote(shown)) {
      return flags.pad("`" + shown + "`");
    }
    return flags.pad(Quoting.quote(shown, '"', flags.plus));
  }

  static String hexadecimal(String text, char verb, Flags flags) {
    byte[] bytes = GoStrings.bytes(text);
    int length = flags.precision >= 0 ? Math.min(flags.precision, bytes.length) : bytes.length;
    StringBuilder hex = new StringBuilder(length * 2);
    for (int i = 0; i < length; i++) {
      boolean starts = i == 0 || flags.space;
      hex.append(flags.space && i > 0 ? " " : "");
      hex.append(flags.sharp && starts ? "0x" : "");
      hex.append(Character.forDigit((bytes[i] >> 4) & 0xf, 16));
      hex.append(Character.forDigit(bytes[i] & 0xf, 16));
    }
    String shown = hex.toString();
    return flags.pad(verb == 'X' ? shown.toUpperCase(Locale.ROOT) : shown);
  }
}
