package io.gitops4j.core.render;

/**
 * Turns the files of one commit into the manifests that an application wants. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Renderer {

  /**
   * Renders one application.
   *
   * <p>Equal requests give equal manifests; nothing outside the tree is read. Blocks, for as long
   * as the budget allows at most.
   *
   * @return complete, with the desired manifests, which may be none; or failed, with file, line and
   *     reason
   * @throws io.gitops4j.core.source.SourceException if the tree can't be read
   * @throws RenderException if the renderer itself can't work
   */
  Rendered render(RenderRequest request);

  /**
   * Whether a request is this renderer's: by the type of its settings or, without settings, by what
   * lies in the folder.
   */
  default boolean handles(RenderRequest request) {
    return true;
  }
}
