package io.gitops4j.helm.chart;

import io.gitops4j.core.render.UnrenderableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Unpacks a packed chart: a {@code .tgz} with one folder in it. */
final class ChartArchive {
  private static final int BLOCK = 512;
  private static final int NAME = 0;
  private static final int SIZE = 124;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;

  private final String archive;
  private final Limit limit;

  private ChartArchive(String archive, Limit limit) {
    this.archive = archive;
    this.limit = limit;
  }

  /** Bytes that may come out of all archives of a chart, those in archives included. */
  static final class Limit {
    private final long allowed;
    private long left;

    Limit(long allowed) {
      this.allowed = allowed;
      this.left = allowed;
    }

    long taken() {
      return allowed - left;
    }

    void take(String archive, long bytes) {
      left -= bytes;
      if (bytes < 0 || left < 0) {
        throw new UnrenderableException(
            "'%s' holds more than the %d bytes that a rendering may read; raise RenderBudget.inputBytes if it should"
                .formatted(archive, allowed));
      }
    }
  }

  /**
   * The files of an archive, by path below its one folder. Links are left out, as nothing may lead
   * elsewhere.
   *
   * @throws UnrenderableException if it is none, or holds more than the limit allows
   */
  static Map<String, byte[]> unpack(String archive, byte[] packed, Limit limit) {
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
    limit.take(archive, BLOCK);
    limit.take(archive, size);
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
    boolean ustar = text(header, MAGIC, 5).equals("ustar");
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

  private static String belowFolder(String name) throws IOException {
    String clean = name.replace('\\', '/');
    clean = clean.startsWith("./") ? clean.substring(2) : clean;
    int slash = clean.indexOf('/');
    String below = clean.substring(slash + 1);
    if (slash <= 0 || below.isEmpty()) {
      throw new IOException("'" + name + "' is not in the chart's folder");
    }
    for (String part : clean.split("/", -1)) {
      if (part.isEmpty() || part.equals("..") || part.equals(".")) {
        throw new IOException("'" + name + "' is no path in the chart's folder");
      }
    }
    return below;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
