package io.gitops4j.helm.function;

/** {@code some_words} as {@code SomeWords}, with the odd cases of the original. */
final class CamelCase {
  private CamelCase() {}

  static String of(String text) {
    int[] runes = text.codePoints().toArray();
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < runes.length && isConnector(runes[at])) {
      result.appendCodePoint(runes[at]);
      at++;
    }
    if (at == runes.length) {
      // Connectors alone: the last one is written twice.
      return at == 0 ? "" : result.appendCodePoint(runes[at - 1]).toString();
    }
    return words(runes, at, result);
  }

  private static String words(int[] runes, int start, StringBuilder result) {
    boolean capitals = Character.isUpperCase(runes[start]);
    int before = Character.toUpperCase(runes[start]);
    for (int i = start + 1; i < runes.length; i++) {
      int rune = runes[i];
      boolean behindConnector = isConnector(before);
      boolean pair = behindConnector && isConnector(rune);
      if (!behindConnector || pair) {
        result.appendCodePoint(before);
      }
      if (pair) {
        before = rune;
        continue;
      }
      if (behindConnector) {
        capitals = Character.isUpperCase(rune);
        rune = Character.toUpperCase(rune);
      } else if (capitals && Character.isUpperCase(rune)) {
        rune = Character.toLowerCase(rune);
      } else {
        capitals = false;
      }
      before = rune;
    }
    return result.appendCodePoint(before).toString();
  }

  static boolean isConnector(int c) {
    return c == '-' || c == '_' || StringFunctions.isSpace(c);
  }
}
