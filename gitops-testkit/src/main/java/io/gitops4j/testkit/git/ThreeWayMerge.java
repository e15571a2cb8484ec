package io.gitops4j.testkit.git;

import io.gitops4j.testkit.git.FileTree.Line;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges file by file: what one side changed is taken, what both changed differently is a conflict,
 * even where the lines are far apart. (Real Git merges lines.)
 *
 * @param result without the conflicting files
 * @param conflicts paths that both sides changed differently
 */
record ThreeWayMerge(FileTree result, Set<String> conflicts) {

  static ThreeWayMerge of(FileTree base, FileTree ours, FileTree theirs) {
    Set<String> paths = new TreeSet<>(base.files().keySet());
    paths.addAll(ours.files().keySet());
    paths.addAll(theirs.files().keySet());
    Map<String, Line> merged = new HashMap<>();
    Set<String> conflicts = new TreeSet<>();
    for (String path : paths) {
      @Nullable Line before = base.files().get(path);
      @Nullable Line left = ours.files().get(path);
      @Nullable Line right = theirs.files().get(path);
      if (!Objects.equals(left, right)
          && !Objects.equals(left, before)
          && !Objects.equals(right, before)) {
        conflicts.add(path);
        continue;
      }
      @Nullable Line kept = Objects.equals(left, before) ? right : left;
      if (kept != null) {
        merged.put(path, kept);
      }
    }
    conflicts.addAll(filesThatAreFolders(merged.keySet()));
    return new ThreeWayMerge(new FileTree(merged), conflicts);
  }

  private static Set<String> filesThatAreFolders(Set<String> paths) {
    Set<String> both = new TreeSet<>();
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        if (paths.contains(path.substring(0, slash))) {
          both.add(path.substring(0, slash));
        }
      }
    }
    return both;
  }
}
