package io.gitops4j.core.source;

import java.util.List;
import java.util.Optional;

/**
 * The files of one commit, read only. Paths are relative to the root of the repository, with {@code
 * /} between names and none at the ends; the root is the empty path. A path never leads out of the
 * tree: {@code ..} that would, absolute paths and links that point outside are a {@link
 * SourceException} with {@link SourceException.Reason#ESCAPING_PATH}; links inside are followed.
 *
 * <p>Immutable and thread-safe as long as the {@link GitSource} that opened it is open; an {@link
 * IllegalStateException} afterwards.
 *
 * @since 0.1.0
 */
public interface SourceTree {

  /** The commit. */
  Revision revision();

  /**
   * What is at a path.
   *
   * @return empty if there is nothing
   */
  Optional<TreeEntry> entry(String path);

  /**
   * The entries directly in a folder, by name in code-point order. Links are listed as what they
   * lead to; one that leads to a surrounding folder is left out, so that a walk ends, and
   * submodules are, because their files are in another repository.
   *
   * @throws SourceException if there is no such folder, where the message names what is there
   *     instead; or if a link in it leads to nothing or out of the tree
   */
  List<TreeEntry> list(String folder);

  /**
   * The whole content of a file.
   *
   * @throws SourceException if there is no such file; the message names what is there instead
   */
  byte[] read(String file);
}
