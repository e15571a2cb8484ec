package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.merge.ServerProfile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a cluster serves, by group, as it said at one moment. Immutable. */
final class Catalogue {
  private final String version;
  private final ServerProfile profile;
  private final Map<String, List<ApiResource>> groups;
  private final ClusterInfo info;

  private Catalogue(String version, ServerProfile profile, Map<String, List<ApiResource>> groups) {
    this.version = version;
    this.profile = profile;
    this.groups = groups;
    this.info =
        ClusterInfo.of(version, groups.values().stream().flatMap(List::stream).toList())
            .withProfile(profile);
  }

  /**
   * Takes what discovery said.
   *
   * @param profile how the server merges
   * @param groups in the cluster's order; each with its preferred version first
   */
  static Catalogue of(
      String version, ServerProfile profile, Map<String, List<ApiResource>> groups) {
    return new Catalogue(
        version, profile, Collections.unmodifiableMap(new LinkedHashMap<>(groups)));
  }

  ClusterInfo info() {
    return info;
  }

  /** This catalogue with a group as it is now; none of it if the cluster serves it no more. */
  Catalogue with(String group, List<ApiResource> resources) {
    if (resources.equals(groups.getOrDefault(group, List.of()))) {
      return this;
    }
    Map<String, List<ApiResource>> changed = new LinkedHashMap<>(groups);
    changed.put(group, resources);
    return of(version, profile, changed);
  }
}
