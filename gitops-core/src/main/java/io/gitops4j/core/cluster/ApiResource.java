package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.GroupVersionKind;

/**
 * A kind that a cluster serves, from its discovery.
 *
 * @param kind with the version that this entry is about
 * @param plural the name in paths, such as {@code deployments}; never guessed from the kind
 * @param namespaced whether its objects live in namespaces
 * @since 0.1.0
 */
public record ApiResource(GroupVersionKind kind, String plural, boolean namespaced) {}
