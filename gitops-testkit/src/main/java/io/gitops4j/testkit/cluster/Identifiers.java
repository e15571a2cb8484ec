package io.gitops4j.testkit.cluster;

import io.gitops4j.core.kernel.Digest;
import java.util.Random;
import java.util.UUID;

/** Ids and names that look random and are the same for the same seed. Not thread-safe. */
final class Identifiers {
  /** The letters of generated names: none that could spell a word. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final Random random;

  Identifiers(long seed) {
    this.random = new Random(seed);
  }

  String uid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** Five letters, as the API server adds to {@code generateName}. */
  String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return suffix.toString();
  }

  /** Ten letters that depend on the text only, as the hash of a pod template. */
  static String hash(String text) {
    long digits = Long.parseUnsignedLong(Digest.of(text).hex().substring(0, 16), 16);
    Random fromText = new Random(digits);
    StringBuilder hash = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      hash.append(LETTERS.charAt(fromText.nextInt(LETTERS.length())));
    }
    return hash.toString();
  }
}
