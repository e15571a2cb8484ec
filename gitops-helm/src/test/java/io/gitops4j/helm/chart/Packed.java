package io.gitops4j.helm.chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Packs files as {@code helm package} does. */
public final class Packed {
  private static final int BLOCK = 512;

  private Packed() {}

  /** An archive with these files. */
  public static byte[] tgz(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        packed.write(entry(file.getKey(), '0', file.getValue()));
      }
      packed.write(new byte[2 * BLOCK]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] entry(String name, char type, byte[] content) {
    byte[] entry = new byte[BLOCK + (content.length + BLOCK - 1) / BLOCK * BLOCK];
    put(entry, 0, name);
    put(entry, 100, "0000644");
    put(entry, 108, "0000000");
    put(entry, 116, "0000000");
    put(entry, 124, String.format("%011o", content.length));
    put(entry, 136, "00000000000");
    entry[156] = (byte) type;
    put(entry, 257, "ustar");
    put(entry, 263, "00");
    System.arraycopy(content, 0, entry, BLOCK, content.length);
    put(entry, 148, "        ");
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += entry[i] & 0xff;
    }
    put(entry, 148, String.format("%06o", sum));
    entry[154] = 0;
    return entry;
  }

  private static void put(byte[] entry, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, entry, at, bytes.length);
  }
}
