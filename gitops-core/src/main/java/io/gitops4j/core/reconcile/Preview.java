package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.sync.SyncPlan;
import java.util.List;

/**
 * What a commit would change in the cluster. Nothing was touched to find out.
 *
 * @param commit the commit
 * @param comparison what differs
 * @param plan what a sync would do
 * @param warnings of the renderer, and hooks that would not run
 * @since 0.1.0
 */
public record Preview(Commit commit, Comparison comparison, SyncPlan plan, List<String> warnings) {
  /** Copies the warnings. */
  public Preview {
    warnings = List.copyOf(warnings);
  }
}
