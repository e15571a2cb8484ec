package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks an API server what it serves. Keeps nothing. */
final class DiscoveryReader {
  private final ApiClient api;

  DiscoveryReader(ApiClient api) {
    this.api = api;
  }

  /** Everything. A version of a group whose own server fails is left out. */
  Catalogue readAll() {
    ApiClient.Pending version = start("/version");
    ApiClient.Pending core = start("/api");
    ApiClient.Pending groups = start("/apis");
    Map<String, List<String>> versions = new LinkedHashMap<>();
    versions.put("", DiscoveryDocuments.coreVersions(success(core.await())));
    for (Value group : success(groups.await()).itemsAt("groups")) {
      group.textAt("name").ifPresent(n -> versions.put(n, DiscoveryDocuments.versions(group)));
    }
    Map<String, List<ApiResource>> resources = readLists(versions);
    String name = success(version.await()).textAt("gitVersion").orElse("unknown");
    return Catalogue.of(name, profile(name), resources);
  }

  /** Builds of one's own often have no proper version: there the server's features tell. */
  private ServerProfile profile(String version) {
    return ServerProfile.ofVersion(version)
        .orElseGet(
            () -> {
              // Who may not read it is told so whether it is there or not.
              boolean served = !start(SchemaReader.V3).await().isNotFound();
              return ServerProfile.detected(version, served);
            });
  }

  private Map<String, List<ApiResource>> readLists(Map<String, List<String>> versions) {
    Map<String, ApiClient.Pending> lists = new LinkedHashMap<>();
    versions.values().stream().flatMap(List::stream).forEach(v -> lists.put(v, startList(v)));
    Map<String, List<ApiResource>> resources = new LinkedHashMap<>();
    versions.forEach((group, ofGroup) -> resources.put(group, new ArrayList<>()));
    for (Map.Entry<String, ApiClient.Pending> list : lists.entrySet()) {
      ApiAnswer answer = list.getValue().await();
      if (!isBrokenGroup(answer)) {
        List<ApiResource> found = DiscoveryDocuments.resources(list.getKey(), success(answer));
        resources.computeIfAbsent(groupOf(list.getKey()), g -> new ArrayList<>()).addAll(found);
      }
    }
    return resources;
  }

  /**
   * One group, as it is now; nothing if the cluster does not serve it. Here a version that fails is
   * an exception: somebody wants it.
   */
  List<ApiResource> readGroup(String group) {
    String address = group.isEmpty() ? "/api" : "/apis/" + ObjectAddress.encoded(group);
    ApiAnswer answer = start(address).await();
    if (answer.isNotFound()) {
      return List.of();
    }
    MapValue document = success(answer);
    List<String> versions =
        group.isEmpty()
            ? DiscoveryDocuments.coreVersions(document)
            : DiscoveryDocuments.versions(document);
    List<ApiResource> resources = new ArrayList<>();
    for (String version : versions) {
      ApiAnswer list = startList(version).await();
      if (!list.isNotFound()) {
        resources.addAll(DiscoveryDocuments.resources(version, success(list)));
      }
    }
    return List.copyOf(resources);
  }

  private ApiClient.Pending startList(String groupVersion) {
    return start(DiscoveryDocuments.address(groupVersion));
  }

  private ApiClient.Pending start(String address) {
    return api.start(ApiRequest.get(Purpose.discovery(address), address));
  }

  private static boolean isBrokenGroup(ApiAnswer answer) {
    return answer.isNotFound() || answer.code() >= 500;
  }

  private static MapValue success(ApiAnswer answer) {
    if (!answer.isSuccess()) {
      throw Failures.of(answer);
    }
    return answer.json();
  }

  private static String groupOf(String groupVersion) {
    int slash = groupVersion.indexOf('/');
    return slash < 0 ? "" : groupVersion.substring(0, slash);
  }
}
