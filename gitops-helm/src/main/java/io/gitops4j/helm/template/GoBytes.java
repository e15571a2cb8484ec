package io.gitops4j.helm.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Go {@code []byte}, immutable.
 *
 * @since 0.1.0
 */
public final class GoBytes {
  private final byte[] bytes;

  private GoBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these. */
  public static GoBytes of(byte[] bytes) {
    return new GoBytes(bytes.clone());
  }

  /** The bytes of a string. */
  public static GoBytes of(String text) {
    return new GoBytes(GoStrings.bytes(text));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many there are. */
  public int size() {
    return bytes.length;
  }

  /** One of them, 0 to 255. */
  public int get(int index) {
    return bytes[index] & 0xff;
  }

  /** The string of these bytes. */
  public String text() {
    return GoStrings.string(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GoBytes that && Arrays.equals(that.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return size() + " bytes";
  }
}
