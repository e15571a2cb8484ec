package io.gitops4j.core.history;

import java.security.SecureRandom;

/**
 * Keeps Secrets unreadable where they are stored: encrypts and authenticates with a key that the
 * store never sees. Thread-safe.
 *
 * @since 0.1.0
 */
public interface Sealer {

  /** Seals bytes. Sealing the same bytes twice gives different results. */
  byte[] seal(byte[] plain);

  /**
   * Opens what {@link #seal} made.
   *
   * @throws StateException with {@code NOT_OPENED} if it was sealed with another key or changed
   *     since
   */
  byte[] open(byte[] sealed);

  /**
   * AES in Galois/Counter mode, with a nonce of its own for each seal.
   *
   * @param key 16, 24 or 32 bytes that are random; copied. Whoever loses it loses the sealed
   *     contents
   * @throws IllegalArgumentException for another length
   */
  static Sealer aesGcm(byte[] key) {
    return aesGcm(key, new SecureRandom());
  }

  /** Like {@link #aesGcm(byte[])}, with nonces from a generator that must not repeat itself. */
  static Sealer aesGcm(byte[] key, SecureRandom random) {
    return new AesGcmSealer(key, random);
  }
}
