package io.gitops4j.core.source;

import java.util.List;

/**
 * The bare Git objects of one commit, links unresolved: what an adapter has to offer so that {@link
 * LinkedTree} can make a {@link SourceTree} of it. Thread-safe; equal questions get equal answers.
 *
 * @since 0.1.0
 */
public interface TreeObjects {

  /** The commit. */
  Revision revision();

  /** The object id of the root folder. */
  String root();

  /**
   * What stands in a folder, in any order.
   *
   * @throws SourceException {@link SourceException.Reason#CORRUPT} if the object is not there
   */
  List<TreeObject> children(String folderId);

  /**
   * Bytes of a file or link.
   *
   * @throws SourceException {@link SourceException.Reason#CORRUPT} if the object is not there
   */
  byte[] content(String fileId);

  /**
   * How many bytes a file or link has.
   *
   * @throws SourceException {@link SourceException.Reason#CORRUPT} if the object is not there
   */
  long size(String fileId);

  /**
   * One line of a Git tree.
   *
   * @param name without any slash
   * @param kind what it is, before links are followed
   * @param id Git's object id
   * @since 0.1.0
   */
  record TreeObject(String name, Kind kind, String id) {}

  /**
   * What a line of a Git tree is.
   *
   * @since 0.1.0
   */
  enum Kind {
    /** A file, executable or not. */
    FILE,
    /** A folder. */
    FOLDER,
    /** A symbolic link; its content is the target. */
    LINK,
    /** A commit of another repository; its content is not here. */
    SUBMODULE
  }
}
