package io.gitops4j.core.render;

import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tree of a request, within its budget: how a renderer reads. What is missing or leads out of
 * the repository is the files' fault and an {@link UnrenderableException}; a tree that can't be
 * read stays a {@link SourceException}.
 *
 * <p>For one rendering and one thread.
 *
 * @since 0.1.0
 */
public final class RenderInput {
  /** Entries that one rendering may list: links can make few folders look like very many. */
  private static final int MAX_ENTRIES = 100_000;

  private final SourceTree tree;
  private final long budget;
  private long left;
  private int entriesLeft = MAX_ENTRIES;

  private RenderInput(SourceTree tree, long budget) {
    this.tree = tree;
    this.budget = budget;
    this.left = budget;
  }

  /** What a request may read. */
  public static RenderInput of(RenderRequest request) {
    return new RenderInput(request.tree(), request.budget().inputBytes());
  }

  /** What is at a path, empty if there is nothing. */
  public Optional<TreeEntry> entry(String path) {
    return faultless(() -> tree.entry(path));
  }

  /**
   * The entries directly in a folder.
   *
   * @throws UnrenderableException if there is no such folder; it names what is there
   */
  public List<TreeEntry> list(String folder) {
    List<TreeEntry> listed = faultless(() -> tree.list(folder));
    entriesLeft -= listed.size();
    if (entriesLeft < 0) {
      throw new UnrenderableException(
          "folder '%s' is one too many: a rendering may list %d files and folders in all; name a smaller folder, or break up links that repeat large ones"
              .formatted(folder, MAX_ENTRIES));
    }
    return listed;
  }

  /** All files in a folder and in the folders below it, each folder's by name. */
  public List<TreeEntry> filesBelow(String folder) {
    List<TreeEntry> files = new ArrayList<>();
    addFilesBelow(folder, files);
    return files;
  }

  // Ends: a tree lists no link to a folder around it.
  private void addFilesBelow(String folder, List<TreeEntry> files) {
    for (TreeEntry entry : list(folder)) {
      if (entry.isFolder()) {
        addFilesBelow(entry.path(), files);
      } else {
        files.add(entry);
      }
    }
  }

  /**
   * The content of a file.
   *
   * @throws UnrenderableException if there is no such file, naming what is there, or if the budget
   *     is used up
   */
  public byte[] read(String file) {
    long size = entry(file).map(TreeEntry::size).orElse(0L);
    left -= size;
    if (left < 0) {
      throw new UnrenderableException(
          "file '%s' (%d bytes) goes beyond the %d bytes that a rendering may read; leave files out, or raise RenderBudget.inputBytes"
              .formatted(file, size, budget));
    }
    return faultless(() -> tree.read(file));
  }

  private static <T> T faultless(Supplier<T> look) {
    try {
      return look.get();
    } catch (SourceException e) {
      if (e.reason() == Reason.MISSING_PATH || e.reason() == Reason.ESCAPING_PATH) {
        throw new UnrenderableException(null, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }
}
