package io.gitops4j.helm.engine;

/**
 * One document that a template gave.
 *
 * @param template its name, such as {@code shop/charts/redis/templates/service.yaml}
 * @param text without the space around it
 * @param line in the output of the template where the text starts, from 1
 * @param role of it
 */
public record RenderedDocument(String template, String text, int line, Role role) {
  /** What it is for. */
  public enum Role {
    CRD,
    MANIFEST,
    HOOK
  }

  /** How {@code helm template} writes it. */
  void writeTo(StringBuilder out) {
    out.append("---\n# Source: ").append(template).append('\n').append(text).append('\n');
  }
}
