package io.gitops4j.helm.function;

import io.gitops4j.helm.template.GoStrings;

/** Base32 with padding. */
final class Base32 {
  static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BYTES = 5;
  private static final int DIGITS = 8;

  private Base32() {}

  static String encoded(String text) {
    byte[] bytes = GoStrings.bytes(text);
    StringBuilder encoded = new StringBuilder((bytes.length + BYTES - 1) / BYTES * DIGITS);
    for (int at = 0; at < bytes.length; at += BYTES) {
      int length = Math.min(BYTES, bytes.length - at);
      long bits = 0;
      for (int i = 0; i < BYTES; i++) {
        bits = bits << 8 | (i < length ? bytes[at + i] & 0xff : 0);
      }
      int digits = (length * 8 + BYTES - 1) / BYTES;
      for (int i = 0; i < DIGITS; i++) {
        int digit = (int) (bits >> (35 - BYTES * i)) & 31;
        encoded.append(i < digits ? ALPHABET.charAt(digit) : '=');
      }
    }
    return encoded.toString();
  }
}
