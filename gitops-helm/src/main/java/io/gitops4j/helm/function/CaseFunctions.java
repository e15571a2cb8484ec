package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.Signature;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Functions that change the case of letters, or take words by it. */
final class CaseFunctions {
  private CaseFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    add(table, "upper", text -> mapped(text, Character::toUpperCase));
    add(table, "lower", text -> mapped(text, Character::toLowerCase));
    add(table, "title", CaseFunctions::title);
    add(table, "untitle", CaseFunctions::untitle);
    add(table, "swapcase", CaseFunctions::swapped);
    add(table, "initials", CaseFunctions::initials);
    add(table, "nospace", CaseFunctions::withoutSpace);
    add(table, "camelcase", CamelCase::of);
    add(table, "snakecase", text -> WordCase.of(text, '_'));
    add(table, "kebabcase", text -> WordCase.of(text, '-'));
  }

  private static void add(
      FunctionTable.Builder table, String name, UnaryOperator<String> function) {
    table.add(
        name,
        Signature.of(STRING),
        call -> {
          call.meter().steps(call.string(0).length() / 8);
          return function.apply(call.string(0));
        });
  }

  private static String mapped(String text, IntUnaryOperator mapping) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().map(mapping).forEach(result::appendCodePoint);
    return result.toString();
  }

  private static String title(String text) {
    int[] before = {' '};
    return mapped(
        text,
        c -> {
          boolean begins = isSeparator(before[0]);
          before[0] = c;
          return begins ? Character.toTitleCase(c) : c;
        });
  }

  private static boolean isSeparator(int c) {
    if (c < 0x80) {
      return !Character.isLetterOrDigit(c) && c != '_';
    }
    return !Character.isLetter(c) && !Character.isDigit(c) && StringFunctions.isSpace(c);
  }

  private static String untitle(String text) {
    int[] before = {' '};
    return mapped(
        text,
        c -> {
          boolean begins = StringFunctions.isSpace(before[0]);
          before[0] = c;
          return begins ? Character.toLowerCase(c) : c;
        });
  }

  private static String swapped(String text) {
    return mapped(
        text,
        c -> {
          if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
            return Character.toLowerCase(c);
          }
          return Character.isLowerCase(c) ? Character.toUpperCase(c) : c;
        });
  }

  /** The original takes each byte for a character. */
  private static String initials(String text) {
    StringBuilder initials = new StringBuilder();
    boolean gap = true;
    for (byte b : GoStrings.bytes(text)) {
      int c = b & 0xff;
      if (StringFunctions.isSpace(c)) {
        gap = true;
      } else if (gap) {
        initials.append((char) c);
        gap = false;
      }
    }
    return initials.toString();
  }

  /** The original takes each byte for a character. */
  private static String withoutSpace(String text) {
    StringBuilder rest = new StringBuilder();
    byte[] bytes = GoStrings.bytes(text);
    for (byte b : bytes) {
      int c = b & 0xff;
      if (!StringFunctions.isSpace(c)) {
        rest.append((char) c);
      }
    }
    return rest.length() == bytes.length ? text : rest.toString();
  }
}
