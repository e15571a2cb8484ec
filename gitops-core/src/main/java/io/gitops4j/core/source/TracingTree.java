package io.gitops4j.core.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what is read of a tree, and what was missed, as Git ids: two trees that agree on these
 * show the same to the same reader. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TracingTree implements SourceTree {
  private final SourceTree tree;
  private final Map<String, String> entries = new ConcurrentHashMap<>();
  private final Map<String, String> listings = new ConcurrentHashMap<>();

  /** Reads from another tree. */
  public TracingTree(SourceTree tree) {
    this.tree = tree;
  }

  /** What was seen until now. */
  public ReadTrace trace() {
    return new ReadTrace(entries, listings);
  }

  @Override
  public Revision revision() {
    return tree.revision();
  }

  @Override
  public Optional<TreeEntry> entry(String path) {
    try {
      Optional<TreeEntry> found = tree.entry(path);
      entries.put(path, found.map(TreeEntry::id).orElse(ReadTrace.MISSING));
      return found;
    } catch (SourceException e) {
      entries.put(path, ReadTrace.word(e));
      throw e;
    }
  }

  @Override
  public List<TreeEntry> list(String folder) {
    try {
      List<TreeEntry> listed = tree.list(folder);
      listings.put(folder, ReadTrace.of(listed));
      return listed;
    } catch (SourceException e) {
      listings.put(folder, ReadTrace.word(e));
      throw e;
    }
  }

  @Override
  public byte[] read(String file) {
    // Before reading: a file that is not there, or is a folder, is a finding too.
    entries.put(file, ReadTrace.entry(tree, file));
    return tree.read(file);
  }
}
