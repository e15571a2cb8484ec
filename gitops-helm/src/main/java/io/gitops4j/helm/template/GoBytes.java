package io.gitops4j.helm.template;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Go {@code []byte}, immutable.
 *
 * @since 0.1.0
 */
public final class GoBytes {
  private final Supplier<byte[]> source;
  private volatile byte @Nullable [] read;

  private GoBytes(Supplier<byte[]> source) {
    this.source = source;
  }

  private byte[] content() {
    byte[] content = read;
    if (content == null) {
      content = source.get();
      read = content;
    }
    return content;
  }

  /** A copy of these. */
  public static GoBytes of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new GoBytes(() -> copy);
  }

  /** Those that a source gives when they are needed first; it must always give the same. */
  public static GoBytes from(Supplier<byte[]> source) {
    return new GoBytes(source);
  }

  /** The bytes of a string. */
  public static GoBytes of(String text) {
    return new GoBytes(() -> GoStrings.bytes(text));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return content().clone();
  }

  /** How many there are. */
  public int size() {
    return content().length;
  }

  /** One of them, 0 to 255. */
  public int get(int index) {
    return content()[index] & 0xff;
  }

  /** The string of these bytes. */
  public String text() {
    return GoStrings.string(content());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GoBytes that && Arrays.equals(that.content(), content());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content());
  }

  @Override
  public String toString() {
    return size() + " bytes";
  }
}
