package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.ServerProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cluster is able to do, as it said at one moment. Immutable.
 *
 * @since 0.1.0
 */
public final class ClusterInfo {
  private final String version;
  private final ServerProfile profile;
  private final List<ApiResource> resources;
  private final Map<GroupVersionKind, ApiResource> byKind = new LinkedHashMap<>();
  private final Map<GroupKind, ApiResource> preferred = new LinkedHashMap<>();

  private ClusterInfo(String version, ServerProfile profile, List<ApiResource> resources) {
    this.version = version;
    this.profile = profile;
    this.resources = resources;
    for (ApiResource resource : resources) {
      byKind.putIfAbsent(resource.kind(), resource);
      preferred.putIfAbsent(resource.kind().groupKind(), resource);
    }
  }

  /**
   * Takes what discovery said.
   *
   * @param version as the server gives it, such as {@code v1.34.1}
   * @param resources every served kind in every version, the preferred version of a kind first
   */
  public static ClusterInfo of(String version, List<ApiResource> resources) {
    ServerProfile profile = ServerProfile.ofVersion(version).orElse(ServerProfile.CURRENT);
    return new ClusterInfo(version, profile, List.copyOf(resources));
  }

  /** The same cluster, with a server that merges in this way, whatever its version tells. */
  public ClusterInfo withProfile(ServerProfile other) {
    return new ClusterInfo(version, other, resources);
  }

  /** The server's version, such as {@code v1.34.1}. */
  public String version() {
    return version;
  }

  /** How its server merges: by its version, or as current ones do where that tells nothing. */
  public ServerProfile profile() {
    return profile;
  }

  /** Every served kind in every version, the preferred version of a kind first. */
  public List<ApiResource> resources() {
    return resources;
  }

  /** The entry of a kind in this version, empty if the cluster does not serve it. */
  public Optional<ApiResource> resource(GroupVersionKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /**
   * The entry of a kind in the version that the cluster prefers, empty if the cluster does not
   * serve it.
   */
  public Optional<ApiResource> resource(GroupKind kind) {
    return Optional.ofNullable(preferred.get(kind));
  }

  /**
   * The versions and names as {@code helm template --api-versions} takes them: {@code apps/v1} and
   * {@code apps/v1/Deployment}.
   */
  public List<String> apiVersions() {
    return resources.stream()
        .map(ApiResource::kind)
        .<String>mapMulti(
            (kind, sink) -> {
              sink.accept(kind.apiVersion());
              sink.accept(kind.toString());
            })
        .distinct()
        .sorted()
        .toList();
  }

  /** The version and the number of kinds. */
  @Override
  public String toString() {
    return "Kubernetes " + version + " with " + preferred.size() + " kinds";
  }
}
