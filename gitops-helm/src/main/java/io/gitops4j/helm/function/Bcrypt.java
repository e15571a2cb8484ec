package io.gitops4j.helm.function;

import java.util.Arrays;

/** Hashes of passwords by bcrypt, version 2a, with the cost that Helm takes. */
final class Bcrypt {
  static final int LONGEST = 72;
  static final int SALT = 16;
  private static final int COST = 10;
  private static final int HASH = 23;
  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int[] TEXT = {
    0x4f727068, 0x65616e42, 0x65686f6c, 0x64657253, 0x63727944, 0x6f756274
  };

  private Bcrypt() {}

  /** The line that holds version, cost, salt and hash. */
  static String hashed(byte[] password, byte[] salt) {
    byte[] key = Arrays.copyOf(password, password.length + 1);
    Blowfish cipher = new Blowfish();
    cipher.expand(key, salt);
    for (int i = 0; i < 1 << COST; i++) {
      cipher.expand(key);
      cipher.expand(salt);
    }
    int[] text = TEXT.clone();
    for (int i = 0; i < text.length; i += 2) {
      for (int j = 0; j < 64; j++) {
        cipher.encrypt(text, i);
      }
    }
    return "$2a$" + COST + "$" + encoded(salt, SALT) + encoded(bytes(text), HASH);
  }

  private static byte[] bytes(int[] words) {
    byte[] bytes = new byte[words.length * 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[i / 4] >>> (24 - 8 * (i % 4)));
    }
    return bytes;
  }

  private static String encoded(byte[] bytes, int length) {
    StringBuilder encoded = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < length; i++) {
      held = (held << 8) | (bytes[i] & 0xff);
      bits += 8;
      while (bits >= 6) {
        bits -= 6;
        encoded.append(ALPHABET.charAt((held >>> bits) & 63));
      }
      held &= (1 << bits) - 1;
    }
    return bits == 0
        ? encoded.toString()
        : encoded.append(ALPHABET.charAt((held << (6 - bits)) & 63)).toString();
  }
}
