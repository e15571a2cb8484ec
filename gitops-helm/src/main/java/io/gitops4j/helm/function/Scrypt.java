package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Meter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key derivation of RFC 7914, with the costs of the Master Password algorithm. */
final class Scrypt {
  private static final int COST = 32_768;
  private static final int BLOCKS = 8;
  private static final int PARALLEL = 2;
  private static final int LENGTH = 64;

  /** Words of one mixed block. */
  private static final int WORDS = 32 * BLOCKS;

  private Scrypt() {}

  static byte[] key(byte[] secret, byte[] salt, Meter meter) {
    meter.allocate(4L * WORDS * COST);
    byte[] blocks = derived(secret, salt, PARALLEL * WORDS * 4);
    int[] words = new int[PARALLEL * WORDS];
    IntBuffer view = ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    view.get(words);
    int[] table = new int[WORDS * COST];
    for (int i = 0; i < PARALLEL; i++) {
      mix(words, i * WORDS, table, meter);
    }
    view.rewind().put(words);
    return derived(secret, blocks, LENGTH);
  }

  static Mac mac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // A key of zeros is the same as an empty one, which is refused.
      mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** PBKDF2 with one iteration. */
  private static byte[] derived(byte[] secret, byte[] salt, int length) {
    Mac mac = mac(secret);
    ByteBuffer result = ByteBuffer.allocate(length);
    for (int block = 1; result.hasRemaining(); block++) {
      mac.update(salt);
      byte[] part = mac.doFinal(ByteBuffer.allocate(4).putInt(block).array());
      result.put(part, 0, Math.min(part.length, result.remaining()));
    }
    return result.array();
  }

  private static void mix(int[] words, int offset, int[] table, Meter meter) {
    int[] block = new int[WORDS];
    System.arraycopy(words, offset, block, 0, WORDS);
    int[] scratch = new int[WORDS];
    for (int i = 0; i < COST; i++) {
      meter.steps(16);
      System.arraycopy(block, 0, table, i * WORDS, WORDS);
      blockMix(block, scratch);
    }
    for (int i = 0; i < COST; i++) {
      meter.steps(16);
      int chosen = block[WORDS - 16] & (COST - 1);
      for (int j = 0; j < WORDS; j++) {
        block[j] ^= table[chosen * WORDS + j];
      }
      blockMix(block, scratch);
    }
    System.arraycopy(block, 0, words, offset, WORDS);
  }

  private static void blockMix(int[] block, int[] scratch) {
    int[] x = new int[16];
    System.arraycopy(block, WORDS - 16, x, 0, 16);
    for (int i = 0; i < 2 * BLOCKS; i++) {
      for (int j = 0; j < 16; j++) {
        x[j] ^= block[i * 16 + j];
      }
      salsa(x);
      int place = (i % 2 == 0 ? i / 2 : BLOCKS + i / 2) * 16;
      System.arraycopy(x, 0, scratch, place, 16);
    }
    System.arraycopy(scratch, 0, block, 0, WORDS);
  }

  /** Salsa20 with 8 rounds. */
  private static void salsa(int[] words) {
    int[] x = words.clone();
    for (int round = 0; round < 8; round += 2) {
      quarter(x, 0, 4, 8, 12);
      quarter(x, 5, 9, 13, 1);
      quarter(x, 10, 14, 2, 6);
      quarter(x, 15, 3, 7, 11);
      quarter(x, 0, 1, 2, 3);
      quarter(x, 5, 6, 7, 4);
      quarter(x, 10, 11, 8, 9);
      quarter(x, 15, 12, 13, 14);
    }
    for (int i = 0; i < words.length; i++) {
      words[i] += x[i];
    }
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
    x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
    x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
    x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
  }
}
