package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.GroupKind;

/**
 * Which objects a list or a watch is about: one kind, in one namespace or in all.
 *
 * @param kind of the objects
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @param version in which the cluster is to tell them, such as {@code v2beta2}; empty for the one
 *     that it prefers
 * @since 0.1.0
 */
public record ResourceQuery(GroupKind kind, String namespace, String version) {
  /** In the version that the cluster prefers. */
  public ResourceQuery(GroupKind kind, String namespace) {
    this(kind, namespace, "");
  }

  /** All objects of a kind, wherever they are. */
  public static ResourceQuery all(GroupKind kind) {
    return new ResourceQuery(kind, "");
  }

  /** The same objects, told in this version. */
  public ResourceQuery in(String version) {
    return new ResourceQuery(kind, namespace, version);
  }
}
