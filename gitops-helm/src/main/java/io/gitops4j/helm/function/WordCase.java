package io.gitops4j.helm.function;

import java.util.ArrayList;
import java.util.List;

/** {@code SomeHTTPWords} as {@code some_http_words}, or with another connector. */
final class WordCase {
  private enum Kind {
    UPPER,
    LOWER,
    NUMBER,
    SYMBOL,
    CONNECTOR,
    PUNCTUATION
  }

  private record Word(Kind kind, String text) {
    boolean isLetters() {
      return kind == Kind.UPPER || kind == Kind.LOWER || kind == Kind.SYMBOL;
    }

    boolean isSeparator() {
      return kind == Kind.CONNECTOR || kind == Kind.PUNCTUATION;
    }
  }

  private WordCase() {}

  static String of(String text, char connector) {
    List<Word> words = words(text.codePoints().toArray());
    StringBuilder result = new StringBuilder();
    // A number takes the small letters and numbers behind it along.
    boolean inNumber = false;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean joined = i == 0 || word.isSeparator() || words.get(i - 1).isSeparator();
      if (!joined && isSeparated(words, i, inNumber)) {
        result.append(connector);
        inNumber = false;
      }
      boolean startsNumber = word.kind() == Kind.NUMBER && (i == 0 || isNumberOfItsOwn(words, i));
      inNumber = !word.isSeparator() && (inNumber || startsNumber);
      append(result, word, connector);
    }
    return result.toString();
  }

  private static boolean isNumberOfItsOwn(List<Word> words, int at) {
    return words.get(at - 1).isSeparator() || isFollowedByLower(words, at);
  }

  private static boolean isSeparated(List<Word> words, int at, boolean inNumber) {
    Word word = words.get(at);
    if (word.kind() == Kind.UPPER || word.kind() == Kind.SYMBOL) {
      return true;
    }
    if (inNumber) {
      return false;
    }
    return word.kind() == Kind.LOWER
        ? words.get(at - 1).isLetters()
        : word.kind() == Kind.NUMBER && isFollowedByLower(words, at);
  }

  private static boolean isFollowedByLower(List<Word> words, int at) {
    return at + 1 < words.size() && words.get(at + 1).kind() == Kind.LOWER;
  }

  private static void append(StringBuilder result, Word word, char connector) {
    if (word.kind() == Kind.CONNECTOR) {
      word.text().codePoints().forEach(c -> result.append(connector));
    } else {
      word.text().codePoints().map(Character::toLowerCase).forEach(result::appendCodePoint);
    }
  }

  private static List<Word> words(int[] runes) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < runes.length) {
      int end = endOfWord(runes, at);
      words.add(new Word(kind(runes[at]), new String(runes, at, end - at)));
      at = end;
    }
    return words;
  }

  private static int endOfWord(int[] runes, int at) {
    Kind kind = kind(runes[at]);
    int end = endOfKind(runes, at, kind);
    if (kind != Kind.UPPER || end == runes.length || kind(runes[end]) != Kind.LOWER) {
      return end;
    }
    // The last of several capitals belongs to the small letters behind it.
    return end - at > 1 ? end - 1 : endOfKind(runes, end, Kind.LOWER);
  }

  private static int endOfKind(int[] runes, int at, Kind kind) {
    int end = at;
    while (end < runes.length && kind(runes[end]) == kind) {
      end++;
    }
    return end;
  }

  private static Kind kind(int c) {
    if (CamelCase.isConnector(c)) {
      return Kind.CONNECTOR;
    }
    if (Character.isUpperCase(c)) {
      return Kind.UPPER;
    }
    if (isNumber(c)) {
      return Kind.NUMBER;
    }
    if (Character.isLowerCase(c) || Character.isTitleCase(c)) {
      return Kind.LOWER;
    }
    return isPunctuation(c) ? Kind.PUNCTUATION : Kind.SYMBOL;
  }

  private static boolean isNumber(int c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
