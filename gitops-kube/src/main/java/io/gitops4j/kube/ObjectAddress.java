package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.ResourceKey;
import java.nio.charset.StandardCharsets;

/** Addresses of collections and objects. Names come from repositories: each is one segment. */
final class ObjectAddress {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:";

  private ObjectAddress() {}

  /** All objects of a kind in a namespace; in all of them if it is empty. */
  static String ofAll(ApiResource resource, String namespace) {
    String version = root(resource) + "/";
    return resource.namespaced() && !namespace.isEmpty()
        ? version + "namespaces/" + encoded(namespace) + "/" + encoded(resource.plural())
        : version + encoded(resource.plural());
  }

  static String of(ApiResource resource, ResourceKey key) {
    return ofAll(resource, key.namespace()) + "/" + encoded(key.name());
  }

  private static String root(ApiResource resource) {
    String group = resource.kind().group();
    String version = encoded(resource.kind().version());
    return group.isEmpty() ? "/api/" + version : "/apis/" + encoded(group) + "/" + version;
  }

  /**
   * Whether a name can stand in an address, as Kubernetes has it for every kind; no object has
   * another.
   */
  static boolean isName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('%') < 0;
  }

  /** Whether an object of that kind can have this key. */
  static boolean isPossible(ApiResource resource, ResourceKey key) {
    return isName(key.name()) && (!resource.namespaced() || isName(key.namespace()));
  }

  /** Percent-encodes all but letters, digits and the few marks that never have a meaning. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append("%%%02X".formatted(b));
      }
    }
    return encoded.toString();
  }
}
