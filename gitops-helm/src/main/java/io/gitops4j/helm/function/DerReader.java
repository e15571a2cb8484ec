package io.gitops4j.helm.function;

import java.util.Arrays;

/** Walks the elements of a DER text. */
final class DerReader {
  private final byte[] bytes;
  private int at;

  /**
   * An element.
   *
   * @param all with tag and length
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Element(int tag, byte[] content, byte[] all) {}

  DerReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasNext() {
    return at < bytes.length;
  }

  Element next() {
    int start = at;
    int tag = bytes[at++] & 0xff;
    int length = bytes[at++] & 0xff;
    if (length >= 0x80) {
      int size = length & 0x7f;
      length = 0;
      for (int i = 0; i < size; i++) {
        length = length << 8 | (bytes[at++] & 0xff);
      }
    }
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("asn1: syntax error: data truncated");
    }
    byte[] content = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return new Element(tag, content, Arrays.copyOfRange(bytes, start, at));
  }

  /** The elements inside the next one. */
  DerReader enter() {
    return new DerReader(next().content());
  }
}
