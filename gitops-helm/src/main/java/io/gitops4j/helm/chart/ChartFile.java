package io.gitops4j.helm.chart;

import java.nio.charset.StandardCharsets;

/** A file of a chart. Immutable and thread-safe. */
public final class ChartFile {
  private final String name;
  private final String path;
  private final String id;
  private final byte[] content;

  /**
   * A file.
   *
   * @param name below the chart's folder, such as {@code templates/service.yaml}
   * @param path for a person to find it: from the root of the repository; inside an archive the
   *     archive's path comes first
   * @param id equal ids mean equal content
   * @param content not to be changed afterwards
   */
  public ChartFile(String name, String path, String id, byte[] content) {
    this.name = name;
    this.path = path;
    this.id = id;
    this.content = content;
  }

  /** The path below the chart's folder, such as {@code templates/service.yaml}. */
  public String name() {
    return name;
  }

  /** The path from the root of the repository; inside an archive the archive's comes first. */
  public String path() {
    return path;
  }

  /** Equal ids mean equal content. */
  public String id() {
    return id;
  }

  /** A copy of the content. */
  public byte[] content() {
    return content.clone();
  }

  /** The content as UTF-8; use {@link #content} where other bytes count. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Bytes of the content. */
  public int size() {
    return content.length;
  }

  ChartFile named(String other) {
    return new ChartFile(other, path, id, content);
  }

  @Override
  public String toString() {
    return path;
  }
}
