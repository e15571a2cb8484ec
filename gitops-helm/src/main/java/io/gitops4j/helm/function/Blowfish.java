package io.gitops4j.helm.function;

import java.math.BigInteger;

/** The cipher with its key schedule open, as bcrypt needs it. */
final class Blowfish {
  private static final int ROUNDS = 16;
  private static final int SUB_KEYS = ROUNDS + 2;
  private static final int BOXES = 4;
  private static final int BOX = 256;
  private static final int[] START = digitsOfPi(SUB_KEYS + BOXES * BOX);

  /** The sub-keys, then the boxes. */
  private final int[] state = START.clone();

  /** The fraction of pi in words: the tables that the cipher starts with. */
  private static int[] digitsOfPi(int words) {
    int bits = 32 * words;
    int guard = 64;
    BigInteger one = BigInteger.ONE.shiftLeft(bits + guard);
    BigInteger quarter =
        arcTangentOfInverse(5, one).shiftLeft(2).subtract(arcTangentOfInverse(239, one));
    BigInteger fraction =
        quarter.shiftLeft(2).subtract(one.multiply(BigInteger.valueOf(3))).shiftRight(guard);
    int[] digits = new int[words];
    for (int i = 0; i < words; i++) {
      digits[i] = fraction.shiftRight(bits - 32 * (i + 1)).intValue();
    }
    return digits;
  }

  private static BigInteger arcTangentOfInverse(int inverse, BigInteger one) {
    BigInteger square = BigInteger.valueOf((long) inverse * inverse);
    BigInteger power = one.divide(BigInteger.valueOf(inverse));
    BigInteger sum = power;
    for (int i = 3; power.signum() != 0; i += 2) {
      power = power.divide(square).negate();
      sum = sum.add(power.divide(BigInteger.valueOf(i)));
    }
    return sum;
  }

  /** Mixes a key in. */
  void expand(byte[] key) {
    expand(key, new byte[SUB_KEYS]);
  }

  /** Mixes a key and a salt in. */
  void expand(byte[] key, byte[] salt) {
    int at = 0;
    for (int i = 0; i < SUB_KEYS; i++) {
      state[i] ^= word(key, at);
      at += 4;
    }
    int[] pair = new int[2];
    int saltAt = 0;
    for (int i = 0; i < state.length; i += 2) {
      pair[0] ^= word(salt, saltAt);
      pair[1] ^= word(salt, saltAt + 4);
      saltAt += 8;
      encrypt(pair, 0);
      state[i] = pair[0];
      state[i + 1] = pair[1];
    }
  }

  private static int word(byte[] bytes, int at) {
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word = word << 8 | (bytes[(at + i) % bytes.length] & 0xff);
    }
    return word;
  }

  /** Encrypts two words in their place. */
  void encrypt(int[] words, int at) {
    int left = words[at];
    int right = words[at + 1];
    for (int i = 0; i < ROUNDS; i += 2) {
      left ^= state[i];
      right ^= mixed(left);
      right ^= state[i + 1];
      left ^= mixed(right);
    }
    words[at] = right ^ state[ROUNDS + 1];
    words[at + 1] = left ^ state[ROUNDS];
  }

  private int mixed(int word) {
    int a = state[SUB_KEYS + (word >>> 24)];
    int b = state[SUB_KEYS + BOX + (word >>> 16 & 0xff)];
    int c = state[SUB_KEYS + 2 * BOX + (word >>> 8 & 0xff)];
    int d = state[SUB_KEYS + 3 * BOX + (word & 0xff)];
    return ((a + b) ^ c) + d;
  }
}
