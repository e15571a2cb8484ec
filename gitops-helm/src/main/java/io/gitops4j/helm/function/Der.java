package io.gitops4j.helm.function;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes ASN.1 in DER. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int BITS = 0x03;
  private static final int OCTETS = 0x04;
  private static final int NULL = 0x05;
  private static final int OBJECT = 0x06;
  private static final int TEXT = 0x0c;
  private static final int PRINTABLE = 0x13;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private Der() {}

  static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    List.of(parts).forEach(content::writeBytes);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    int length = content.size();
    if (length < 0x80) {
      all.write(length);
    } else {
      byte[] size = BigInteger.valueOf(length).toByteArray();
      int skipped = size[0] == 0 ? 1 : 0;
      all.write(0x80 | (size.length - skipped));
      all.write(size, skipped, size.length - skipped);
    }
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return tagged(SEQUENCE, parts);
  }

  static byte[] set(byte[]... parts) {
    return tagged(SET, parts);
  }

  static byte[] integer(BigInteger value) {
    return tagged(INTEGER, value.toByteArray());
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  static byte[] octets(byte[] value) {
    return tagged(OCTETS, value);
  }

  /** Whole bytes of bits. */
  static byte[] bits(byte[] value) {
    return tagged(BITS, new byte[] {0}, value);
  }

  /** Some bits of a byte, the last of them unused. */
  static byte[] bits(int value, int unused) {
    return tagged(BITS, new byte[] {(byte) unused, (byte) value});
  }

  static byte[] nothing() {
    return tagged(NULL);
  }

  static byte[] bool() {
    return tagged(0x01, new byte[] {(byte) 0xff});
  }

  /** A text, as PrintableString if it can be one. */
  static byte[] text(String value) {
    boolean printable = value.matches("[A-Za-z0-9 '()+,./:=?-]*");
    return tagged(printable ? PRINTABLE : TEXT, value.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] object(String identifier) {
    String[] parts = identifier.split("\\.", -1);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
    for (int i = 2; i < parts.length; i++) {
      int number = Integer.parseInt(parts[i]);
      int shift = 0;
      while (number >> (shift + 7) != 0) {
        shift += 7;
      }
      for (; shift >= 0; shift -= 7) {
        content.write(((number >> shift) & 0x7f) | (shift > 0 ? 0x80 : 0));
      }
    }
    return tagged(OBJECT, content.toByteArray());
  }
}
