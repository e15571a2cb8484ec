package io.gitops4j.helm.function;

import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoStrings;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Reads base64 and base32 with padding as Go does: line breaks are skipped, errors name the byte.
 */
final class BaseDecoding {
  private static final int PAD = '=';
  private static final int END = -1;

  private final String name;
  private final String alphabet;
  private final int quantum;
  private final int bits;

  private BaseDecoding(String name, String alphabet, int quantum, int bits) {
    this.name = name;
    this.alphabet = alphabet;
    this.quantum = quantum;
    this.bits = bits;
  }

  static BaseDecoding base64() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return new BaseDecoding("base64", alphabet, 4, 6);
  }

  static BaseDecoding base32() {
    return new BaseDecoding("base32", Base32.ALPHABET, 8, 5);
  }

  /** The text, or in its place the error that Go has. */
  String textOrError(String encoded) {
    try {
      return GoStrings.string(bytes(encoded));
    } catch (FunctionException e) {
      return e.text();
    }
  }

  /** The bytes. */
  byte[] bytes(String encoded) {
    Input input = new Input(GoStrings.bytes(encoded));
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(input.bytes.length);
    boolean ended = false;
    while (!ended) {
      ended = quantum(input, decoded);
    }
    return decoded.toByteArray();
  }

  /** Reads some characters that make whole bytes; whether these were the last ones. */
  private boolean quantum(Input input, ByteArrayOutputStream decoded) {
    long value = 0;
    for (int i = 0; i < quantum; i++) {
      int start = input.at;
      int c = input.next();
      if (c == END) {
        if (i == 0) {
          return true;
        }
        throw corrupt(input.at - i);
      }
      if (c == PAD) {
        padding(input, i);
        write(value << (bits * (quantum - i)), i * bits / 8, decoded);
        return true;
      }
      int digit = alphabet.indexOf(c);
      if (digit < 0) {
        throw corrupt(input.at - 1 < start ? start : input.at - 1);
      }
      value = (value << bits) | digit;
    }
    write(value, quantum * bits / 8, decoded);
    return false;
  }

  private void padding(Input input, int digits) {
    int first = input.at - 1;
    if (digits * bits < 8 || digits * bits % 8 >= bits) {
      throw corrupt(first);
    }
    for (int i = digits + 1; i < quantum; i++) {
      int c = input.next();
      if (c != PAD) {
        throw corrupt(c == END ? input.bytes.length : input.at - 1);
      }
    }
    if (input.next() != END) {
      throw corrupt(input.at - 1);
    }
  }

  private void write(long value, int length, ByteArrayOutputStream decoded) {
    int width = quantum * bits / 8;
    for (int i = 0; i < length; i++) {
      decoded.write((int) (value >> (8 * (width - 1 - i))));
    }
  }

  private FunctionException corrupt(int at) {
    return new FunctionException("illegal %s data at input byte %d".formatted(name, at));
  }

  private static final class Input {
    private final byte[] bytes;
    private int at;

    Input(byte[] bytes) {
      this.bytes = Arrays.copyOf(bytes, bytes.length);
    }

    int next() {
      while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
        at++;
      }
      return at < bytes.length ? bytes[at++] & 0xff : END;
    }
  }
}
