package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what API servers answer about themselves. */
final class DiscoveryDocuments {

  private DiscoveryDocuments() {}

  /** Versions of a group: {@code v1}, {@code apps/v1}; the preferred one first. */
  static List<String> versions(Value group) {
    String preferred = group.textAt("preferredVersion", "groupVersion").orElse("");
    List<String> all =
        group.itemsAt("versions").stream()
            .flatMap(version -> version.textAt("groupVersion").stream())
            .toList();
    return Stream.concat(all.stream().filter(preferred::equals), all.stream()).distinct().toList();
  }

  /** The versions of the core group, which has a document of another shape. */
  static List<String> coreVersions(MapValue document) {
    return document.itemsAt("versions").stream().flatMap(v -> v.asText().stream()).toList();
  }

  /** The kinds of one version of a group. */
  static List<ApiResource> resources(String groupVersion, MapValue list) {
    return list.itemsAt("resources").stream()
        .flatMap(resource -> resource(groupVersion, resource).stream())
        .toList();
  }

  private static Optional<ApiResource> resource(String groupVersion, Value resource) {
    String plural = resource.textAt("name").orElse("");
    String kind = resource.textAt("kind").orElse("");
    // a slash makes a sub-resource, such as deployments/status
    if (plural.isEmpty() || kind.isEmpty() || plural.indexOf('/') >= 0) {
      return Optional.empty();
    }
    boolean namespaced = resource.at("namespaced").flatMap(Value::asBoolean).orElse(false);
    return Optional.of(
        new ApiResource(GroupVersionKind.of(groupVersion, kind), plural, namespaced));
  }

  static String address(String groupVersion) {
    String prefix = groupVersion.indexOf('/') < 0 ? "/api/" : "/apis/";
    int slash = groupVersion.indexOf('/');
    return slash < 0
        ? prefix + ObjectAddress.encoded(groupVersion)
        : prefix
            + ObjectAddress.encoded(groupVersion.substring(0, slash))
            + "/"
            + ObjectAddress.encoded(groupVersion.substring(slash + 1));
  }
}
