package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind to be found in what the cluster serves: in one version, or in the preferred one.
 *
 * @param kind without the version
 * @param text as a person writes it
 * @param in looks it up
 */
record Wanted(GroupKind kind, String text, Function<ClusterInfo, Optional<ApiResource>> in) {

  static Wanted of(GroupVersionKind kind) {
    return new Wanted(kind.groupKind(), kind.toString(), info -> info.resource(kind));
  }

  static Wanted of(GroupKind kind) {
    return new Wanted(kind, kind.toString(), info -> info.resource(kind));
  }

  /**
   * @param version empty for the preferred one
   */
  static Wanted of(GroupKind kind, String version) {
    return version.isEmpty()
        ? of(kind)
        : of(new GroupVersionKind(kind.group(), version, kind.kind()));
  }

  @Override
  public String toString() {
    return text;
  }
}
