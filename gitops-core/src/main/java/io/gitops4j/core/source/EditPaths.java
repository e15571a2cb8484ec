package io.gitops4j.core.source;

import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.SourceException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells every {@link GitWriter} alike where edits land: a written file is reached through links, a
 * deleted one is taken as it stands, and no edit makes a folder of a file.
 *
 * @since 0.1.0
 */
public final class EditPaths {
  private final LinkedTree tree;

  private EditPaths(LinkedTree tree) {
    this.tree = tree;
  }

  /** For edits on top of a commit. */
  public static EditPaths in(LinkedTree tree) {
    return new EditPaths(tree);
  }

  /**
   * The same edits by the paths where the files really stand.
   *
   * @throws SourceException {@link Reason#ESCAPING_PATH} for a path that leads out of the tree or
   *     into {@code .git}, {@link Reason#MISSING_PATH} for a deleted file that is not there and for
   *     a file where a folder is, or the other way round
   */
  public Map<String, Optional<FileContent>> resolve(Map<String, Optional<FileContent>> edits) {
    Map<String, Optional<FileContent>> resolved = new TreeMap<>();
    edits.forEach(
        (path, content) -> {
          String real = content.isPresent() ? written(path) : deleted(path);
          if (resolved.put(real, content) != null) {
            throw new IllegalArgumentException(
                "two edits of one commit are for the same file '" + real + "'");
          }
        });
    return resolved;
  }

  private String written(String path) {
    Optional<TreeEntry> there = tree.entry(path);
    if (there.filter(TreeEntry::isFolder).isPresent()) {
      throw refused(path, "it is a folder");
    }
    return tree.realPath(path).orElseGet(() -> underRealParent(path));
  }

  private String deleted(String path) {
    Optional<TreeEntry> there = tree.entry(path);
    if (there.filter(entry -> !entry.isFolder()).isEmpty()) {
      throw refused(path, "there is no such file");
    }
    return underRealParent(path);
  }

  private String underRealParent(String path) {
    List<String> names = List.of(tree.clean(path).split("/", -1));
    names.forEach(name -> refuseReserved(path, name));
    for (int known = names.size() - 1; known > 0; known--) {
      String parent = String.join("/", names.subList(0, known));
      Optional<TreeEntry> there = tree.entry(parent);
      if (there.isPresent()) {
        if (!there.get().isFolder()) {
          throw refused(path, "'" + parent + "' is a file");
        }
        String rest = String.join("/", names.subList(known, names.size()));
        return tree.realPath(parent).map(real -> real.isEmpty() ? rest : real + "/" + rest).get();
      }
    }
    return String.join("/", names);
  }

  private void refuseReserved(String path, String name) {
    boolean reserved = name.toLowerCase(Locale.ROOT).equals(".git") || name.indexOf('\0') >= 0;
    if (reserved || name.isEmpty()) {
      throw new SourceException(
          Reason.ESCAPING_PATH,
          "no file of a commit can be named '%s'".formatted(path.replace('\0', '?')));
    }
  }

  private SourceException refused(String path, String why) {
    return new SourceException(
        Reason.MISSING_PATH,
        "cannot change '%s' on top of commit %s: %s"
            .formatted(path, tree.revision().abbreviated(), why));
  }
}
