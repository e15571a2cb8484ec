package io.gitops4j.helm.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which Go's YAML libraries write the keys of a map: letters behind all else, digits
 * as the numbers they make.
 *
 * <p>The order of version 2 has cycles ({@code 1a < 2 < 10 < 1a}), where the original writes now
 * one order and now another; here equal keys always come in the same one.
 */
final class KeyOrder {
  private final boolean digitsFirst;

  /**
   * Of version 2 or 3.
   *
   * @param digitsFirst whether a letter behind a digit comes before a digit there (version 3)
   */
  KeyOrder(boolean digitsFirst) {
    this.digitsFirst = digitsFirst;
  }

  /** Sorted by binary insertion, which no cycle can upset. */
  List<String> sorted(Iterable<String> keys) {
    List<String> sorted = new ArrayList<>();
    for (String key : keys) {
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (isLess(key, sorted.get(middle))) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      sorted.add(low, key);
    }
    return sorted;
  }

  boolean isLess(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    int common = Math.min(a.length, b.length);
    int at = 0;
    while (at < common && a[at] == b[at]) {
      at++;
    }
    return at < common ? isLessFrom(a, b, at) : a.length < b.length;
  }

  private boolean isLessFrom(int[] a, int[] b, int at) {
    boolean leftLetter = Character.isLetter(a[at]);
    boolean rightLetter = Character.isLetter(b[at]);
    if (leftLetter && rightLetter) {
      return a[at] < b[at];
    }
    if (leftLetter || rightLetter) {
      boolean behindDigit = digitsFirst && at > 0 && Character.isDigit(a[at - 1]);
      return behindDigit ? leftLetter : rightLetter;
    }
    return isLessAsNumber(a, b, at);
  }

  private static boolean isLessAsNumber(int[] a, int[] b, int at) {
    // A zero behind another digit counts, one at the begin of a number does not.
    long start = (a[at] == '0' || b[at] == '0') && isBehindNonZero(a, at) ? 1 : 0;
    int endOfA = endOfDigits(a, at);
    int endOfB = endOfDigits(b, at);
    long left = number(a, at, endOfA, start);
    long right = number(b, at, endOfB, start);
    if (left != right) {
      return left < right;
    }
    return endOfA != endOfB ? endOfA < endOfB : a[at] < b[at];
  }

  private static boolean isBehindNonZero(int[] text, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
      if (text[i] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfDigits(int[] text, int at) {
    int end = at;
    while (end < text.length && Character.isDigit(text[end])) {
      end++;
    }
    return end;
  }

  private static long number(int[] text, int from, int to, long start) {
    long number = start;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }
}
