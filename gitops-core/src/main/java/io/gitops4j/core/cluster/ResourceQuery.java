package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.GroupKind;

/**
 * Which objects a list or a watch is about: one kind, in one namespace or in all.
 *
 * @param kind of the objects
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @since 0.1.0
 */
public record ResourceQuery(GroupKind kind, String namespace) {
  /** All objects of a kind, wherever they are. */
  public static ResourceQuery all(GroupKind kind) {
    return new ResourceQuery(kind, "");
  }
}
