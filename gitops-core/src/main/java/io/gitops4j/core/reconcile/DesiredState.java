package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.sync.Hooks.Hook;
import java.util.List;

/**
 * What one commit asks for.
 *
 * @param commit the commit
 * @param selector what it was selected by
 * @param intents what would be applied
 * @param hooks objects that are run and not kept
 * @param warnings of the renderer
 */
record DesiredState(
    Commit commit,
    RevisionSelector selector,
    Intents intents,
    List<Hook> hooks,
    List<String> warnings) {
  DesiredState {
    hooks = List.copyOf(hooks);
    warnings = List.copyOf(warnings);
  }

  Revision revision() {
    return commit.revision();
  }

  Digest digest() {
    return intents.digest();
  }
}
