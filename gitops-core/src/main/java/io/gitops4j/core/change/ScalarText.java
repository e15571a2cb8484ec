package io.gitops4j.core.change;

import io.gitops4j.core.manifest.ManifestWriter;
import io.gitops4j.core.manifest.Scalar;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Writes a scalar the way the one before it was written. */
final class ScalarText {
  private ScalarText() {}

  record Target(String file, ValuePath path) {}

  static String write(Scalar value, ScalarStyle style, Target target) {
    String text = value.asText().orElse(null);
    if (text == null) {
      return String.valueOf(value.toPlain());
    }
    if (text.lines().count() > 1 || text.endsWith("\n")) {
      throw new ChangeException(
          ChangeException.Reason.NOT_EDITABLE,
          "%s: '%s' can't be set in place to a text of several lines"
              .formatted(target.file(), target.path()));
    }
    return switch (style) {
      case SINGLE_QUOTED -> singleQuotedIfPossible(text);
      case DOUBLE_QUOTED -> doubleQuoted(text);
      default -> plainIfPossible(text);
    };
  }

  /** Single quotes know no escapes. */
  private static String singleQuotedIfPossible(String text) {
    return text.codePoints().anyMatch(ScalarText::isUnprintable)
        ? doubleQuoted(text)
        : "'" + text.replace("'", "''") + "'";
  }

  private static String plainIfPossible(String text) {
    String written = ManifestWriter.write(Scalar.of(text)).strip();
    boolean inFlow = text.chars().anyMatch(character -> ",[]{}".indexOf(character) >= 0);
    return written.equals(text) && !inFlow ? text : doubleQuoted(text);
  }

  private static String doubleQuoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(character -> append(quoted, character));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int character) {
    if (character == '"' || character == '\\') {
      quoted.append('\\').appendCodePoint(character);
    } else if (isUnprintable(character)) {
      quoted.append("\\u%04X".formatted(character));
    } else {
      quoted.appendCodePoint(character);
    }
  }

  /** Controls, line breaks of Unicode and the byte order mark: YAML takes them escaped alone. */
  private static boolean isUnprintable(int character) {
    return character < 0x20
        || (character >= 0x7F && character < 0xA0)
        || character == 0x2028
        || character == 0x2029
        || character == 0xFEFF;
  }
}
