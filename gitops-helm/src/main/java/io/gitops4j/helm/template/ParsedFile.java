package io.gitops4j.helm.template;

import java.util.Map;

/**
 * The templates of one file: its own, and those that it defines. Immutable and shared by threads.
 *
 * @since 0.1.0
 */
public final class ParsedFile {
  private final String name;
  private final Map<String, Template> templates;

  ParsedFile(String name, Map<String, Template> templates) {
    this.name = name;
    this.templates = templates;
  }

  /** The name of the file, and of its own template. */
  public String name() {
    return name;
  }

  Map<String, Template> templates() {
    return templates;
  }
}
