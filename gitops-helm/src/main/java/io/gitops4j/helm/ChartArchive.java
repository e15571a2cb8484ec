package io.gitops4j.helm;

import io.gitops4j.core.render.UnrenderableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Unpacks a chart that lies as {@code .tgz} in the {@code charts} folder of another. */
final class ChartArchive {
  private static final int BLOCK = 512;
  private static final int NAME = 0;
  private static final int SIZE = 124;
  private static final int TYPE = 156;
  private static final int PREFIX = 345;

  private final String archive;
  private final long limit;
  private long unpacked;

  private ChartArchive(String archive, long limit) {
    this.archive = archive;
    this.limit = limit;
  }

  /**
   * The files of an archive, by path below its one folder. Links are left out, as nothing may lead
   * elsewhere.
   *
   * @param limit bytes that may come out
   */
  static Map<String, byte[]> unpack(String archive, byte[] packed, long limit) {
    try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new ChartArchive(archive, limit).files(tar);
    } catch (IOException e) {
      throw new UnrenderableException(
          null, "'%s' is no chart archive: %s".formatted(archive, e.getMessage()), e);
    }
  }

  private Map<String, byte[]> files(InputStream tar) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String longName = "";
    byte[] header = tar.readNBytes(BLOCK);
    while (header.length == BLOCK && header[NAME] != 0) {
      byte[] content = content(tar, header);
      String name = longName.isEmpty() ? name(header) : longName;
      longName = "";
      char type = (char) header[TYPE];
      if (type == 'L') {
        longName = text(content, 0, content.length);
      } else if (type == 'x') {
        longName = paxPath(content);
      } else if (type == '0' || type == 0) {
        files.put(belowFolder(name), content);
      }
      header = tar.readNBytes(BLOCK);
    }
    return files;
  }

  private byte[] content(InputStream tar, byte[] header) throws IOException {
    String octal = text(header, SIZE, 12).strip();
    long size;
    try {
      size = octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("a size is no octal number", e);
    }
    unpacked += size;
    if (size < 0 || unpacked > limit) {
      throw new UnrenderableException(
          "'%s' holds more than the %d bytes that a rendering may read; raise RenderBudget.inputBytes if it should"
              .formatted(archive, limit));
    }
    byte[] content = tar.readNBytes((int) size);
    tar.skipNBytes(Math.floorMod(-size, BLOCK));
    if (content.length < size) {
      throw new IOException("it ends in the middle of a file");
    }
    return content;
  }

  private static String name(byte[] header) {
    String prefix = text(header, PREFIX, 155);
    String name = text(header, NAME, 100);
    boolean ustar = text(header, 257, 5).equals("ustar");
    return ustar && !prefix.isEmpty() ? prefix + "/" + name : name;
  }

  private static String paxPath(byte[] records) {
    for (String line : new String(records, StandardCharsets.UTF_8).lines().toList()) {
      int path = line.indexOf(" path=");
      if (path > 0) {
        return line.substring(path + " path=".length());
      }
    }
    return "";
  }

  private String belowFolder(String name) throws IOException {
    String clean = name.startsWith("./") ? name.substring(2) : name;
    int slash = clean.indexOf('/');
    if (slash <= 0) {
      throw new IOException("'" + name + "' is not in the chart's folder");
    }
    return clean.substring(slash + 1);
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
