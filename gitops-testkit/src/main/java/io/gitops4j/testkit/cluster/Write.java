package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ResourceKey;

/**
 * One write to the API server: about what, by whom and how.
 *
 * @param kind in the version in which the writer speaks
 * @param key as it is stored; without a name for creations that leave it to the body
 * @param subresource empty for the object itself
 * @param manager the field manager
 * @param dryRun whether nothing is to be stored
 */
record Write(ServedKind kind, ResourceKey key, String subresource, String manager, boolean dryRun) {

  static Write of(ServedKind kind, ResourceKey key, String manager) {
    return new Write(kind, kind.stored(key), "", manager, false);
  }

  Write on(String name) {
    return new Write(kind, key, name, manager, dryRun);
  }

  Write asDryRun(boolean wanted) {
    return new Write(kind, key, subresource, manager, wanted);
  }

  Write about(ResourceKey other) {
    return new Write(kind, other, subresource, manager, dryRun);
  }

  /**
   * Whether it is about a service itself, which has an endpoint of its own making: it looks at what
   * is written before it minds what is stored.
   */
  boolean looksFirst() {
    return subresource.isEmpty() && key.groupKind().equals(Kinds.SERVICE);
  }

  /** Whether a replacement, or an apply to a sub-resource, creates what is not there. */
  boolean replacesWhatIsMissing() {
    // The rule of services shows at their status only: their own endpoint looks first.
    return subresource.isEmpty()
        ? kind.has(ServedKind.Trait.UPSERT)
        : isOfStatus() && key.groupKind().equals(Kinds.SERVICE);
  }

  boolean isOfStatus() {
    return subresource.equals("status");
  }
}
