package io.gitops4j.core.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 * @since 0.1.0
 */
public record Digest(String hex) implements Comparable<Digest> {
  private static final int DIGITS = 64;

  /** Checks the form. */
  public Digest {
    if (!isDigest(hex)) {
      throw new IllegalArgumentException(
          "a digest must be 64 hexadecimal digits, was '" + hex + "'");
    }
  }

  private static boolean isDigest(String hex) {
    boolean digits = hex.length() == DIGITS;
    for (int i = 0; digits && i < DIGITS; i++) {
      char c = hex.charAt(i);
      digits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return digits;
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] bytes) {
    return fed(digest -> digest.update(bytes));
  }

  /** The digest of all that it is fed. */
  public static Digest fed(Consumer<MessageDigest> content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.accept(digest);
      return new Digest(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of this text in UTF-8. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first twelve digits: for people. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
