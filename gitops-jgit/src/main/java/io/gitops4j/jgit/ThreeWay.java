package io.gitops4j.jgit;

import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;

/** Merges trees in memory, line by line, and tells the files that two sides changed differently. */
record ThreeWay(Repository repository, RepositoryUrl url, String what) {
  static ThreeWay of(Repository repository, RepositoryUrl url, String what) {
    return new ThreeWay(repository, url, what);
  }

  /** The tree of two commits merged, by their common ancestors. */
  ObjectId merge(RevCommit into, RevCommit branch) throws IOException {
    ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
    return result(merger, merger.merge(into, branch));
  }

  /** What leads from {@code base} to {@code theirs}, done to {@code ours}. */
  ObjectId apply(AnyObjectId base, AnyObjectId ours, AnyObjectId theirs) throws IOException {
    ThreeWayMerger merger = MergeStrategy.RESOLVE.newMerger(repository, true);
    merger.setBase(base);
    return result(merger, merger.merge(ours, theirs));
  }

  private ObjectId result(ThreeWayMerger merger, boolean clean) {
    if (clean) {
      return merger.getResultTreeId().copy();
    }
    Set<String> files = new TreeSet<>();
    if (merger instanceof ResolveMerger resolving) {
      files.addAll(resolving.getUnmergedPaths());
      if (resolving.getFailingPaths() != null) {
        files.addAll(resolving.getFailingPaths().keySet());
      }
    }
    throw new SourceException(
        Reason.MERGE_CONFLICT,
        "cannot %s in repository '%s': both sides changed %s"
            .formatted(what, url, files.isEmpty() ? "the same files" : String.join(", ", files)));
  }
}
