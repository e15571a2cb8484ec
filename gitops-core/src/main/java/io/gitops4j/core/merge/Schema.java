package io.gitops4j.core.merge;

/**
 * Placeholder until the merge branch lands.
 *
 * @since 0.1.0
 */
public final class Schema {
  private static final Schema DEDUCED = new Schema();

  private Schema() {}

  /** Nothing is known. */
  public static Schema deduced() {
    return DEDUCED;
  }
}
