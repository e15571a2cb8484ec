package io.gitops4j.core.application;

/**
 * How the files of an application become manifests: the settings of one renderer. Each renderer has
 * a type of its own, immutable and with equality by value, because equal settings over equal files
 * must give equal manifests and may be answered from a cache.
 *
 * @since 0.1.0
 */
public interface Rendering {

  /**
   * No settings: the first renderer that recognises the folder takes it, plain YAML and JSON at
   * last.
   */
  static Rendering detected() {
    return Detected.INSTANCE;
  }

  /**
   * No settings.
   *
   * @since 0.1.0
   */
  enum Detected implements Rendering {
    /** The only one. */
    INSTANCE;

    @Override
    public String toString() {
      return "detected";
    }
  }
}
