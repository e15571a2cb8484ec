package io.gitops4j.helm.engine;

import io.gitops4j.helm.engine.RenderedDocument.Role;
import java.util.List;
import java.util.Set;

/**
 * What a chart gave.
 *
 * @param documents in the order of Helm: definitions, manifests by kind, hooks by kind
 * @param unstable the functions used whose results are others next time
 * @param warnings what a person should know
 */
public record RenderedRelease(
    List<RenderedDocument> documents, Set<String> unstable, List<String> warnings) {

  /** Copies the collections. */
  public RenderedRelease {
    documents = List.copyOf(documents);
    unstable = Set.copyOf(unstable);
    warnings = List.copyOf(warnings);
  }

  /** What {@code helm template --include-crds} prints. */
  public String text() {
    StringBuilder manifests = new StringBuilder();
    StringBuilder hooks = new StringBuilder();
    for (RenderedDocument document : documents) {
      document.writeTo(document.role() == Role.HOOK ? hooks : manifests);
    }
    return manifests.toString().strip() + "\n" + hooks;
  }
}
