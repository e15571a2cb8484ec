package io.gitops4j.core.source;

/**
 * A file or folder of a commit.
 *
 * @param path from the root of the repository, as it was asked for or listed; links are not
 *     resolved in it
 * @param type what it is, after links
 * @param id Git's object id: equal ids mean equal content, for folders with all that is below
 * @param size bytes of a file, 0 for a folder
 * @since 0.1.0
 */
public record TreeEntry(String path, Type type, String id, long size) {

  /**
   * What an entry is.
   *
   * @since 0.1.0
   */
  public enum Type {
    /** A file. */
    FILE,
    /** A folder. */
    FOLDER
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether this is a folder. */
  public boolean isFolder() {
    return type == Type.FOLDER;
  }
}
