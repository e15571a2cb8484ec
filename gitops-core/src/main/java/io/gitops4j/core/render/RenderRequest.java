package io.gitops4j.core.render;

import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TreeEntry;
import java.util.Optional;

/**
 * Everything that a renderer may look at.
 *
 * @param application for whom; also the release name unless the settings say otherwise
 * @param tree the files of one commit; the only way to read anything
 * @param path the application's folder in the tree, empty for the root
 * @param rendering the settings
 * @param namespace of the destination, may be empty
 * @param cluster what the destination is able to do
 * @param budget what the rendering may cost
 * @since 0.1.0
 */
public record RenderRequest(
    ApplicationName application,
    SourceTree tree,
    String path,
    Rendering rendering,
    String namespace,
    ClusterInfo cluster,
    RenderBudget budget) {

  /** The same with another way to read: for recording and guarding. */
  public RenderRequest withTree(SourceTree other) {
    return new RenderRequest(application, other, path, rendering, namespace, cluster, budget);
  }

  /** A path below the application's folder, from the root of the tree. */
  public String resolve(String relative) {
    return path.isEmpty() ? relative : path + "/" + relative;
  }

  /** What lies at a path below the application's folder. */
  public Optional<TreeEntry> entry(String relative) {
    return tree.entry(resolve(relative));
  }
}
