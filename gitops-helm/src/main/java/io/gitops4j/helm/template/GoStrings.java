package io.gitops4j.helm.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Strings as Go has them: a row of bytes that need not be UTF-8. A byte that is no part of UTF-8 is
 * kept as the lone surrogate U+DC80 + (byte - 0x80), and written as that byte again.
 *
 * @since 0.1.0
 */
public final class GoStrings {
  /** The order of Go: byte by byte. */
  public static final Comparator<String> ORDER = GoStrings::compare;

  private static final char FIRST_RAW = '\uDC80';
  private static final char LAST_RAW = '\uDCFF';

  private GoStrings() {}

  /** How many bytes it has. */
  public static int length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length += extraBytes(text, i, c);
      }
    }
    return length;
  }

  private static int extraBytes(String text, int at, char c) {
    if (Character.isSurrogate(c)) {
      // A pair is two chars and four bytes; what stands for a byte is one.
      boolean pair = Character.isHighSurrogate(c) || isLowOfPair(text, at);
      return pair ? 1 : 0;
    }
    return c < 0x800 ? 1 : 2;
  }

  private static boolean isLowOfPair(String text, int at) {
    return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Whether the char at an index stands for a byte that is no part of UTF-8. */
  public static boolean isRawByte(String text, int at) {
    char c = text.charAt(at);
    return c >= FIRST_RAW && c <= LAST_RAW && !isLowOfPair(text, at);
  }

  /** Whether all of it is UTF-8. */
  public static boolean isValid(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isRawByte(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** Its bytes. */
  public static byte[] bytes(String text) {
    if (isValid(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isRawByte(text, i)) {
        out.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
        out.write(text.charAt(i) - FIRST_RAW + 0x80);
        start = i + 1;
      }
    }
    out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** The string of some bytes. */
  public static String string(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : decode(bytes);
  }

  private static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = sequence(bytes, at);
      if (length == 0) {
        text.append((char) (FIRST_RAW + (bytes[at] & 0x7f)));
        at++;
      } else {
        text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
        at += length;
      }
    }
    return text.toString();
  }

  /** How long the UTF-8 sequence is that starts here; 0 if none does. */
  private static int sequence(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > bytes.length || !secondFits(first, bytes[at + 1] & 0xff)) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static boolean secondFits(int first, int second) {
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
  }

  /**
   * The same string, where bytes that make UTF-8 together are one character: needed after strings
   * were joined or cut.
   */
  public static String normal(String text) {
    return isValid(text) ? text : string(bytes(text));
  }

  /** What a printer for people shows: U+FFFD in place of bytes that are no UTF-8. */
  public static String readable(String text) {
    if (isValid(text)) {
      return text;
    }
    StringBuilder readable = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (isRawByte(text, i)) {
        readable.setCharAt(i, '\uFFFD');
      }
    }
    return readable.toString();
  }

  /**
   * The bytes from one index to before another, as Go's {@code text[from:to]}.
   *
   * @throws IndexOutOfBoundsException if these are no indexes of it
   */
  public static String slice(String text, int from, int to) {
    int length = length(text);
    if (from < 0 || to < from || to > length) {
      throw new IndexOutOfBoundsException("%d:%d of %d".formatted(from, to, length));
    }
    if (length == text.length()) {
      return text.substring(from, to);
    }
    return string(Arrays.copyOfRange(bytes(text), from, to));
  }

  /** The byte at an index, 0 to 255. */
  public static int byteAt(String text, int index) {
    return length(text) == text.length() && isAscii(text)
        ? text.charAt(index)
        : bytes(text)[index] & 0xff;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Compares byte by byte. */
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean simple = !Character.isSurrogate(a) && !Character.isSurrogate(b);
        return simple ? a - b : Arrays.compareUnsigned(bytes(left), bytes(right));
      }
    }
    return left.length() - right.length();
  }
}
