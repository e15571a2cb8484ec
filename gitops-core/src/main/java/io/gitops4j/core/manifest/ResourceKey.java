package io.gitops4j.core.manifest;

import java.util.Comparator;

/**
 * What identifies an object in a cluster. The version is no part of it: one object is served in
 * several.
 *
 * @param group empty for the core group
 * @param kind such as {@code Deployment}
 * @param namespace empty for cluster-scoped objects, and in manifests that leave it to the
 *     destination
 * @param name the name; empty only for objects that the server names ({@code generateName})
 * @since 0.1.0
 */
public record ResourceKey(String group, String kind, String namespace, String name)
    implements Comparable<ResourceKey> {
  private static final Comparator<ResourceKey> ORDER =
      Comparator.comparing(ResourceKey::group)
          .thenComparing(ResourceKey::kind)
          .thenComparing(ResourceKey::namespace)
          .thenComparing(ResourceKey::name);

  /** Refuses an empty kind. */
  public ResourceKey {
    if (kind.isEmpty()) {
      throw new IllegalArgumentException("a kind must not be empty");
    }
  }

  /** The kind without a version. */
  public GroupKind groupKind() {
    return new GroupKind(group, kind);
  }

  /** This key in another namespace; empty for none. */
  public ResourceKey inNamespace(String other) {
    return new ResourceKey(group, kind, other, name);
  }

  /** By group, kind, namespace, name. */
  @Override
  public int compareTo(ResourceKey other) {
    return ORDER.compare(this, other);
  }

  /** As people write it: {@code apps/Deployment guestbook/frontend}. */
  @Override
  public String toString() {
    return groupKind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
