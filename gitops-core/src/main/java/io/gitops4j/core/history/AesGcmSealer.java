package io.gitops4j.core.history;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Layout: format byte, nonce of 12 bytes, ciphertext with a tag of 16. The format byte is
 * authenticated too.
 */
final class AesGcmSealer implements Sealer {
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;

  private final SecretKeySpec key;
  private final SecureRandom random;

  AesGcmSealer(byte[] key, SecureRandom random) {
    if (key.length != 16 && key.length != 24 && key.length != 32) {
      throw new IllegalArgumentException(
          "a key for AES has 16, 24 or 32 bytes, this one has " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  @Override
  public byte[] seal(byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      return ByteBuffer.allocate(OVERHEAD + plain.length)
          .put(FORMAT)
          .put(nonce)
          .put(encrypted)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed) {
    if (sealed.length < OVERHEAD) {
      throw notOpened(
          "they are %d bytes, at least %d were expected".formatted(sealed.length, OVERHEAD), null);
    }
    if (sealed[0] != FORMAT) {
      throw notOpened("they are of format %d, this version knows 1".formatted(sealed[0]), null);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(sealed, 1, NONCE_BYTES).get(nonce);
    int start = 1 + NONCE_BYTES;
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, start, sealed.length - start);
    } catch (GeneralSecurityException e) {
      throw notOpened("the key is another one, or the bytes were changed", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(new byte[] {FORMAT});
    return cipher;
  }

  private static StateException notOpened(String why, @Nullable Exception cause) {
    return new StateException(
        StateException.Reason.NOT_OPENED, "sealed bytes do not open: " + why, cause);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "AES-GCM";
  }
}
